package dev.sallyport.social;

import java.net.http.HttpClient;
import java.time.Duration;

final class Calls {
    private Calls() {}

    static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(2))
                .build();
    }
}
