package dev.sallyport.spring.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The application that the README shows is this package's, and it does what the README says. */
@SpringBootTest(
        classes = Shop.class,
        properties = {
            "server.address=127.0.0.1",
            "spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration,"
                    + "dev.sallyport.spring.SallyportSecurityAutoConfiguration,"
                    + "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration"
        },
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ReadmeTest {

    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");

    @LocalServerPort
    int port;

    private final HttpClient page =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @Test
    void theReadmeShowsTheApplicationThatIsTestedHere() throws Exception {
        Matcher shown = JAVA.matcher(Files.readString(Path.of("../README.md")));
        assertThat(shown.find()).isTrue();

        Path source = Path.of("src/test/java/dev/sallyport/spring/readme/Shop.java");
        assertThat(Files.readString(source)).endsWith(shown.group(1));
    }

    @Test
    void ordersAreForWhoeverIsSignedIn() throws Exception {
        assertThat(page.send(to("/api/orders").build(), BodyHandlers.ofString()).statusCode())
                .isEqualTo(401);

        Matcher token = TOKEN.matcher(
                page.send(to("/auth/session").build(), BodyHandlers.ofString()).body());
        assertThat(token.find()).isTrue();
        HttpRequest login = to("/auth/login")
                .header("Content-Type", "application/json")
                .header("X-XSRF-TOKEN", token.group(1))
                .POST(BodyPublishers.ofString("{\"username\":\"ann\",\"password\":\"correct horse battery staple\"}"))
                .build();
        page.send(login, BodyHandlers.ofString());

        assertThat(page.send(to("/api/orders").build(), BodyHandlers.ofString()).body())
                .isEqualTo("[\"an order of 7\"]");
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }
}
