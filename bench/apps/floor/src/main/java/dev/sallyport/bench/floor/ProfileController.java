package dev.sallyport.bench.floor;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ProfileController {

    @GetMapping({"/api/profile", "/open/profile"})
    Profile show() {
        return Profile.of("ann", "dark");
    }

    @PostMapping("/api/profile")
    Profile change(@RequestBody Change change) {
        return Profile.of("ann", change.theme());
    }
}
