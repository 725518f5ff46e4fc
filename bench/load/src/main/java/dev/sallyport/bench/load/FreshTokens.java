package dev.sallyport.bench.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** Access tokens that no request has shown yet, from a server that gives them out for the benchmark. */
final class FreshTokens {

    private static final int AT_ONCE = 5_000;

    private final Server server;
    private final HttpClient client = HttpClient.newHttpClient();

    FreshTokens(Server server) {
        this.server = server;
    }

    List<String> next(int count) throws IOException, InterruptedException {
        List<String> tokens = new ArrayList<>();
        while (tokens.size() < count) {
            URI address = URI.create("http://127.0.0.1:" + server.port() + "/bench/tokens?count="
                    + Math.min(AT_ONCE, count - tokens.size()));
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new BenchException(server.name() + " gave no tokens: status " + answer.statusCode() + ".");
            }
            answer.body().lines().forEach(tokens::add);
        }
        return tokens;
    }
}
