package dev.sallyport.server.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/** The browsers that run until this process ends: what runs the tests has each class for a run of its own. */
final class Browsers {

    static final Browsers ALL = new Browsers();

    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Map<Engine, Browser> running = new EnumMap<>(Engine.class);
    private final Map<Engine, BrowserContext> lenient = new EnumMap<>(Engine.class);
    private final Path profiles;

    private Browsers() {
        try {
            profiles = Files.createTempDirectory("sallyport-profiles");
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    Browser browser(Engine engine) {
        return running.computeIfAbsent(engine, any -> engine.launch(playwright));
    }

    BrowserContext lenientContext(Engine engine) {
        return lenient.computeIfAbsent(engine, any -> {
            try {
                return engine.launchLenient(playwright, profiles.resolve(engine.name()));
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            }
        });
    }

    private void close() {
        playwright.close();
        FileSystemUtils.deleteRecursively(profiles.toFile());
    }
}
