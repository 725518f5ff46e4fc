package dev.sallyport.server.browser;

import dev.sallyport.Accounts;
import dev.sallyport.Caller;
import dev.sallyport.User;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.StandardServletEnvironment;

/** An application on the starter, with nothing of the server's but its client. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
class StarterApplication {

    private static final String PAGE = """
            <!doctype html><title>An application</title><link rel="icon" href="data:,">
            <script src="/sallyport.js"></script><script>
            // Behind another tab nothing is renewed ahead of time: a request finds the token ended.
            Object.defineProperty(document, "visibilityState", { get: () => "hidden" });
            const transport = location.hash === "#memory" ? { transport: Sallyport.memoryTransport() } : {};
            globalThis.client = Sallyport.createClient(transport);
            globalThis.send = (...request) =>
              client.fetch(...request).then(async (answer) => `${answer.status} ${await answer.text()}`, (error) => error.code);
            </script>
            """;

    private final List<String> answered = new CopyOnWriteArrayList<>();
    private final ReadWriteLock underWay = new ReentrantReadWriteLock();

    /** Starts one that keeps everything in memory; without a configuration file, which would be the server's. */
    static ConfigurableApplicationContext start(String... properties) {
        var environment = new StandardServletEnvironment();
        // Where the tests are told of the server's jar, by a name that Sallyport takes for a misspelt property.
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
        return new SpringApplicationBuilder(StarterApplication.class)
                .environment(environment)
                .properties(
                        "spring.config.name=none",
                        "spring.main.banner-mode=off",
                        "server.address=127.0.0.1",
                        "server.port=0")
                .properties(properties)
                .run();
    }

    static int port(ConfigurableApplicationContext running) {
        return ((WebServerApplicationContext) running).getWebServer().getPort();
    }

    /**
     * Every request that was answered, in order, such as {@code POST /uploads 401}. A browser may have an answer before the
     * server has noted it, so this waits for the requests that are under way.
     */
    List<String> answered() {
        underWay.writeLock().lock();
        underWay.writeLock().unlock();
        return answered;
    }

    @Bean
    HttpFilter witness() {
        return new Witness(answered, underWay.readLock());
    }

    @Bean
    Accounts accounts() {
        return new OnlyAda();
    }

    @RestController
    static final class Endpoints {

        @GetMapping(path = "/page", produces = "text/html")
        String page() {
            return PAGE;
        }

        @GetMapping(path = "/sallyport.js", produces = "text/javascript")
        Resource client() {
            return new ClassPathResource("demo/assets/sallyport.js");
        }

        @PostMapping("/uploads")
        long upload(Caller caller, InputStream body) throws IOException {
            return body.transferTo(OutputStream.nullOutputStream());
        }

        @GetMapping("/callers")
        String caller(Caller caller) {
            return caller.userId();
        }

        /** To where the browser should go next, as one writes it for forms. */
        @RequestMapping(path = "/redirects/{status}")
        ResponseEntity<Void> redirect(@PathVariable int status, @RequestParam URI to) {
            return ResponseEntity.status(status).location(to).build();
        }

        @RequestMapping("/notes")
        String notes(HttpServletRequest request) {
            return request.getMethod();
        }
    }

    private static final class OnlyAda implements Accounts {

        private static final User ADA = new User("1", "ada", "ada@example.com", Set.of());

        @Override
        public Optional<User> authenticate(String username, String password) {
            return Optional.of(ADA).filter(ada -> password.equals("engine"));
        }

        @Override
        public Optional<User> find(String userId) {
            return Optional.of(ADA);
        }
    }

    /** In front of the gate. */
    @Order(Ordered.HIGHEST_PRECEDENCE)
    private static final class Witness extends HttpFilter {

        private static final long serialVersionUID = 1L;

        private final transient List<String> answered;
        private final transient Lock underWay;

        Witness(List<String> answered, Lock underWay) {
            this.answered = answered;
            this.underWay = underWay;
        }

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            underWay.lock();
            try {
                chain.doFilter(request, response);
                answered.add(request.getMethod() + " " + request.getRequestURI() + " " + response.getStatus());
            } finally {
                underWay.unlock();
            }
        }
    }
}
