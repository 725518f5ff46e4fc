package dev.sallyport.server.demo;

import dev.sallyport.Caller;
import dev.sallyport.Refusal;
import dev.sallyport.RefusedException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The demo application's own API: what an application behind the gate looks like. */
@RestController
@RequestMapping({"/api/profile", "/api/profile/"})
@ConditionalOnBooleanProperty(name = "sallyport.demo.enabled", matchIfMissing = true)
class ProfileController {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_BIO = 2000;

    /** A change of the profile; what is absent stays as it is. */
    record Edit(@Nullable String displayName, @Nullable String bio) {}

    private final ProfileStore profiles;

    ProfileController(ProfileStore profiles) {
        this.profiles = profiles;
    }

    @GetMapping
    Profile show(Caller caller) {
        return profiles.find(caller.userId()).orElseThrow(() -> new RefusedException(Refusal.SESSION_REVOKED));
    }

    @PostMapping
    Profile edit(Caller caller, @RequestBody Edit edit) {
        Profile now = show(caller);
        String displayName = edit.displayName() == null ? now.displayName() : edit.displayName();
        String bio = edit.bio() == null ? now.bio() : edit.bio();
        atMost(LONGEST_NAME, "displayName", displayName);
        atMost(LONGEST_BIO, "bio", bio);
        profiles.save(caller.userId(), displayName, bio);
        return new Profile(now.username(), now.email(), displayName, bio);
    }

    private static void atMost(int longest, String name, String value) {
        if (value.codePointCount(0, value.length()) > longest) {
            throw new RefusedException(
                    Refusal.MALFORMED_REQUEST, "The member " + name + " is longer than " + longest + " characters.");
        }
        if (value.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
            throw new RefusedException(
                    Refusal.MALFORMED_REQUEST, "The member " + name + " holds a null or half a character.");
        }
    }
}
