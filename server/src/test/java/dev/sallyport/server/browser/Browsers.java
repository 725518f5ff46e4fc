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
import java.util.Optional;
import org.springframework.util.FileSystemUtils;

/** The browsers that run until this process ends: what runs the tests has each class for a run of its own. */
final class Browsers {

    static final Browsers ALL = new Browsers();

    /** A browser keeps something of every page that it has shown, and grows slow. */
    private static final int TESTS_OF_ONE = 60;

    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Map<Engine, Browser> running = new EnumMap<>(Engine.class);
    private final Map<Engine, BrowserContext> lenient = new EnumMap<>(Engine.class);
    private final Map<Engine, Integer> used = new EnumMap<>(Engine.class);
    private final Path profiles;

    private Browsers() {
        try {
            profiles = Files.createTempDirectory("sallyport-profiles");
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** Ends what has served long enough. Not amid a test, which may have several people's browsers open. */
    void tidy() {
        for (Engine engine : Engine.values()) {
            if (used.getOrDefault(engine, 0) > TESTS_OF_ONE) {
                Optional.ofNullable(running.remove(engine)).ifPresent(Browser::close);
                Optional.ofNullable(lenient.remove(engine)).ifPresent(BrowserContext::close);
                used.remove(engine);
            }
        }
    }

    Browser browser(Engine engine) {
        used.merge(engine, 1, Integer::sum);
        return running.computeIfAbsent(engine, any -> engine.launch(playwright));
    }

    BrowserContext lenientContext(Engine engine) {
        used.merge(engine, 1, Integer::sum);
        return lenient.computeIfAbsent(engine, any -> {
            try {
                return engine.launchLenient(playwright, Files.createTempDirectory(profiles, engine.name()));
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
