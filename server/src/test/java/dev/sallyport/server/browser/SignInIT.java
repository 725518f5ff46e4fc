package dev.sallyport.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SignInIT extends BrowserTest {

    @Test
    void aPersonStaysSignedInAcrossAReload() {
        DemoTab tab = DemoTab.signedIn(context, stage.server().at("localhost"));
        tab.page().reload();
        tab.awaitSignedIn();
    }

    @Test
    void anEditedProfileIsThereAfterAReload() {
        DemoTab tab = DemoTab.signedIn(context, stage.server().at("localhost"));
        String name = "Ada of " + engine;
        tab.type(name, "First line\nand a second, with <b>markup</b> & \"quotes\"");
        tab.save();
        tab.page().reload();
        tab.awaitProfile(name, "First line\nand a second, with <b>markup</b> & \"quotes\"");
    }

    @Test
    void aWrongPasswordIsRefusedInWordsAndSignsNobodyIn() {
        DemoTab tab = DemoTab.open(context, stage.server().at("localhost"));
        tab.part("username").fill("demo");
        tab.part("password").fill("not the password");
        tab.part("sign-in").click();
        assertThat(tab.part("sign-in-error")).containsText(Pattern.compile("do not match"));
        assertThat(tab.part("username")).hasValue("demo");
        tab.page().reload();
        tab.awaitSignedOut();
    }
}
