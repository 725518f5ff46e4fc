package dev.sallyport.bench.micronaut;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.security.Principal;

/** Without security there is no principal, and the annotation means nothing. */
@Controller("/api/profile")
@Secured(SecurityRule.IS_AUTHENTICATED)
class ProfileController {

    @Get
    Profile show(@Nullable Principal principal) {
        return Profile.of(name(principal), "dark");
    }

    @Post
    Profile change(@Nullable Principal principal, @Body Change change) {
        return Profile.of(name(principal), change.theme());
    }

    private static String name(@Nullable Principal principal) {
        return principal == null ? "ann" : principal.getName();
    }
}
