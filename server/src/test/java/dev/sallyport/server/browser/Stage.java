package dev.sallyport.server.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** The servers of one test class, which its tests share, and the browsers of all classes: both take seconds to start. */
final class Stage implements AutoCloseable {

    /** Gives each test of a class the same stage. */
    static final class Extension implements BeforeEachCallback {

        @Override
        public void beforeEach(ExtensionContext context) {
            ((BrowserTest) context.getRequiredTestInstance()).stage = context.getRoot()
                    .getStore(Namespace.create(Stage.class))
                    .computeIfAbsent(Stage.class, any -> new Stage(), Stage.class);
        }
    }

    private final Map<List<String>, RunningServer> servers = new HashMap<>();

    private Stage() {
        Browsers.ALL.tidy();
    }

    Browser browser(Engine engine) {
        return Browsers.ALL.browser(engine);
    }

    /** One for all tests, in a profile of its own: only there can third-party cookies be allowed. */
    BrowserContext lenientContext(Engine engine) {
        return Browsers.ALL.lenientContext(engine);
    }

    RunningServer server(String... options) {
        return servers.computeIfAbsent(List.of(options), any -> {
            try {
                return new RunningServer(List.of(options));
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            }
        });
    }

    @Override
    public void close() throws IOException {
        for (RunningServer server : servers.values()) {
            server.close();
        }
    }
}
