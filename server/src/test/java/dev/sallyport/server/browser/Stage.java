package dev.sallyport.server.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.springframework.util.FileSystemUtils;

/** Browsers and servers take seconds to start, so the test classes share them until the last one is done. */
final class Stage implements AutoCloseable {

    /** Gives each test the one stage. */
    static final class Extension implements BeforeEachCallback {

        @Override
        public void beforeEach(ExtensionContext context) {
            ((BrowserTest) context.getRequiredTestInstance()).stage = context.getRoot()
                    .getStore(Namespace.create(Stage.class))
                    .computeIfAbsent(Stage.class, any -> new Stage(), Stage.class);
        }
    }

    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Map<Engine, Browser> browsers = new HashMap<>();
    private final Map<Engine, BrowserContext> lenient = new HashMap<>();
    private final Path profiles;
    private final Map<List<String>, RunningServer> servers = new HashMap<>();

    private Stage() {
        try {
            profiles = Files.createTempDirectory("sallyport-profiles");
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    Browser browser(Engine engine) {
        return browsers.computeIfAbsent(engine, any -> engine.launch(playwright));
    }

    /** One for all tests, in a profile of its own: only there can third-party cookies be allowed. */
    BrowserContext lenientContext(Engine engine) {
        return lenient.computeIfAbsent(engine, any -> {
            try {
                return engine.launchLenient(playwright, profiles.resolve(engine.name()));
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            }
        });
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
        lenient.values().forEach(BrowserContext::close);
        playwright.close();
        FileSystemUtils.deleteRecursively(profiles);
        for (RunningServer server : servers.values()) {
            server.close();
        }
    }
}
