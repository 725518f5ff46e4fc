package dev.sallyport.bench.load;

import java.io.IOException;
import java.util.List;

/** Sees that each row measures what its name says: the right answer with credentials, and none without. */
final class Checks {

    private static final String PROFILE =
            "{\"id\":\"ann\",\"name\":\"Ann Example\",\"email\":\"ann@example.com\",\"theme\":\"dark\"}";

    private Checks() {}

    /** Fails if a row would measure something else. */
    static void check(List<Variant> variants) throws IOException, InterruptedException {
        for (Variant variant : variants) {
            String request = variant.request();
            if (variant.fresh().isPresent()) {
                String token = variant.fresh().get().next(1).get(0);
                request = request.replace(BrowserRequest.TOKEN, token);
            }
            admits(variant.name(), variant.floor(), request);
            admits(variant.name(), variant.server(), request);
            if (variant.stranger().isPresent()) {
                refuses(variant, variant.stranger().get());
            }
        }
    }

    private static void admits(String name, Server server, String request) throws IOException {
        Exchange exchange = Exchange.of(server.port(), request);
        if (exchange.status() != 200 || !exchange.text().contains(PROFILE)) {
            throw new BenchException(name + ": " + server.name() + " answered " + exchange.status()
                    + " and not 200 with the profile, so nothing is measured.");
        }
    }

    private static void refuses(Variant variant, String stranger) throws IOException {
        int status = Exchange.of(variant.server().port(), stranger).status();
        if (status != 401 && status != 403) {
            throw new BenchException(variant.name() + ": a request without credentials was answered " + status
                    + " and not refused, so nothing is measured.");
        }
    }
}
