package dev.sallyport.bench.gate;

import dev.sallyport.Caller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ProfileController {

    @GetMapping("/api/profile")
    Profile show(Caller caller) {
        return Profile.of(caller.userId(), "dark");
    }

    @PostMapping("/api/profile")
    Profile change(Caller caller, @RequestBody Change change) {
        return Profile.of(caller.userId(), change.theme());
    }

    @GetMapping("/open/profile")
    Profile open() {
        return Profile.of("ann", "dark");
    }
}
