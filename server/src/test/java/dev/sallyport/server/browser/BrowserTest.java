package dev.sallyport.server.browser;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A claim shown in the browsers that {@link DecidedBy} asks for, each time by somebody whose browser has never seen the page. */
@ParameterizedClass
@EnumSource(Engine.class)
@ExtendWith({DecidedBy.Condition.class, Stage.Extension.class})
abstract class BrowserTest {

    static final int HIGH = 840;

    private static final double PATIENCE_MS = 30_000;

    @Parameter
    Engine engine;

    Stage stage;
    BrowserContext context;

    @BeforeEach
    void openBrowser() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        context = newContext();
    }

    @AfterEach
    void closeBrowser() {
        context.close();
    }

    /** Somebody else's browser, or the same person's on another device. */
    BrowserContext newContext() {
        return stage.browser(engine).newContext();
    }

    /** Starts again in a browser that looks like this, where nothing moves. */
    void dress(ColorScheme colours, int width) {
        context.close();
        context = stage.browser(engine)
                .newContext(new NewContextOptions()
                        .setColorScheme(colours)
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setViewportSize(width, HIGH));
    }
}
