package dev.sallyport.bench.gate;

import dev.sallyport.Sallyport;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Gives out access tokens that no request has shown yet. Signing in for each would take minutes. */
@RestController
class TokenController {

    private final Sallyport sallyport;

    TokenController(Sallyport sallyport) {
        this.sallyport = sallyport;
    }

    @GetMapping(path = "/bench/tokens", produces = MediaType.TEXT_PLAIN_VALUE)
    String tokens(@RequestParam int count) {
        BenchSession session = BenchSession.open(sallyport);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append(session.nextAccessToken()).append('\n');
        }
        return lines.toString();
    }
}
