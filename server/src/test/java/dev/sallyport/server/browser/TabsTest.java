package dev.sallyport.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.browser.AccessLog.Seen;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/** A claim about tabs of one browser, whose line to the server is the test's. */
@Tag("timed")
abstract class TabsTest extends BrowserTest {

    static final Duration LIFETIME = Duration.ofSeconds(3);
    static final String REFRESH_PATH = "/auth/refresh";
    static final String SESSION_PATH = "/auth/session";

    FlakyLine line;
    private int told;

    @BeforeEach
    void layTheLine() throws Exception {
        line = lineTo(server());
        remember();
    }

    @AfterEach
    void cutTheLine() throws Exception {
        line.close();
    }

    /** Access tokens of a few seconds, and the grace of production. */
    RunningServer server() {
        return stage.server(
                "--sallyport.access-token.lifetime=" + LIFETIME.toSeconds() + "s",
                "--logging.level.dev.sallyport.security=debug",
                "--sallyport.transports=cookie,memory,header");
    }

    static FlakyLine lineTo(RunningServer server) throws Exception {
        return new FlakyLine(server.port(), TabPage.files(server.port()));
    }

    ClientTab open() {
        return ClientTab.open(context, line.origin());
    }

    ClientTab openSignedIn() {
        ClientTab tab = open();
        tab.signIn();
        return tab;
    }

    List<ClientTab> tabs(int count) {
        return tabs(count, "cookie");
    }

    /** Tabs of one person, the first of which signed in. */
    List<ClientTab> tabs(int count, String transport) {
        ClientTab first = ClientTab.open(context, line.origin(), transport);
        first.signIn();
        Stream<ClientTab> others =
                IntStream.range(1, count).mapToObj(any -> ClientTab.open(context, line.origin(), transport));
        List<ClientTab> tabs = Stream.concat(Stream.of(first), others).toList();
        assertThat(tabs).allMatch(ClientTab::isSignedIn);
        return tabs;
    }

    /** As after a night in the background, where nothing renews them. */
    static void letTokensEnd(List<ClientTab> tabs) {
        tabs.forEach(ClientTab::hide);
        tabs.get(0).pass(LIFETIME.plusSeconds(1));
    }

    /** All are answered; gives the length of the server's log just before they asked. */
    int haveAllAskOnceTheirTokensHaveEnded(List<ClientTab> tabs) {
        letTokensEnd(tabs);
        int before = server().log().size();
        tabs.get(0).haveAllAsk();
        assertThat(tabs).extracting(ClientTab::asked).containsOnly("200");
        return before;
    }

    void assertOneRefresh(int before) {
        assertThat(seen(before, REFRESH_PATH)).extracting(Seen::status).containsExactly(200);
    }

    /** Nobody was signed out, and everybody gets on with their work. */
    static void assertAllGoOn(List<ClientTab> tabs) {
        assertThat(tabs).allSatisfy(tab -> {
            assertThat(tab.ask()).isEqualTo("200");
            assertThat(tab.ends()).isEmpty();
        });
    }

    /** What has reached the server since {@code before}, by its own account. */
    List<Seen> seen(int before, String path) {
        return server().log().since(before).stream()
                .filter(seen -> seen.path().equals(path))
                .toList();
    }

    /** What the server tells from here on is looked at by {@link #told}. */
    void remember() {
        told = server().output().size();
    }

    /** How often the server has told of such an event. */
    long told(String event) {
        return server().output().stream()
                .skip(told)
                .filter(text -> text.contains("event=" + event + " "))
                .count();
    }
}
