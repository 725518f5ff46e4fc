package dev.sallyport.server.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.BrowserType.LaunchPersistentContextOptions;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The browsers that every claim is shown in: the distribution's own, as people have them. */
enum Engine {
    CHROMIUM("chromium") {
        @Override
        Browser launch(Playwright playwright) {
            return playwright
                    .chromium()
                    .launch(new LaunchOptions().setExecutablePath(executable()).setArgs(QUIET));
        }

        @Override
        BrowserContext launchLenient(Playwright playwright, Path profile) throws IOException {
            Path preferences =
                    Files.createDirectories(profile.resolve("Default")).resolve("Preferences");
            Files.writeString(
                    preferences, "{\"profile\":{\"cookie_controls_mode\":0,\"block_third_party_cookies\":false}}");
            return playwright
                    .chromium()
                    .launchPersistentContext(
                            profile,
                            new LaunchPersistentContextOptions()
                                    .setExecutablePath(executable())
                                    .setArgs(QUIET));
        }
    },
    FIREFOX("firefox-esr") {
        @Override
        Browser launch(Playwright playwright) {
            return playwright
                    .firefox()
                    .launch(new LaunchOptions()
                            .setExecutablePath(executable())
                            .setChannel(STOCK_FIREFOX)
                            .setFirefoxUserPrefs(Map.of()));
        }

        @Override
        BrowserContext launchLenient(Playwright playwright, Path profile) {
            return playwright
                    .firefox()
                    .launchPersistentContext(
                            profile,
                            new LaunchPersistentContextOptions()
                                    .setExecutablePath(executable())
                                    .setChannel(STOCK_FIREFOX)
                                    .setFirefoxUserPrefs(Map.of("network.cookie.cookieBehavior", 0)));
        }
    };

    /** Without it Playwright expects a Firefox of its own making. */
    private static final String STOCK_FIREFOX = "moz-firefox";

    private static final List<String> QUIET = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final String command;

    Engine(String command) {
        this.command = command;
    }

    /** The browser as it comes. */
    abstract Browser launch(Playwright playwright);

    /** A browser that sends third-party cookies: one that withholds them would make our own defences look good. */
    abstract BrowserContext launchLenient(Playwright playwright, Path profile) throws IOException;

    Path executable() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, command))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("These tests drive " + command
                        + ", which is not on the PATH. Install it: apt-get install -y --no-install-recommends "
                        + command));
    }
}
