package dev.sallyport.bench.security;

import java.security.Principal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ProfileController {

    @GetMapping("/api/profile")
    Profile show(Principal principal) {
        return Profile.of(principal.getName(), "dark");
    }

    @PostMapping("/api/profile")
    Profile change(Principal principal, @RequestBody Change change) {
        return Profile.of(principal.getName(), change.theme());
    }

    @GetMapping("/open/profile")
    Profile open() {
        return Profile.of("ann", "dark");
    }
}
