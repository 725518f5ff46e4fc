package dev.sallyport;

import static dev.sallyport.Browser.code;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.config.ConfigDraft;
import dev.sallyport.session.Transport;
import dev.sallyport.web.Reply;
import dev.sallyport.web.RequestBuilder;
import dev.sallyport.web.SetCookie;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A browser that somebody has signed in with is known at their account, and at no other. */
class KnownDeviceTest {

    private static final String DEVICE = "__Host-Http-device";

    private final ConfigDraft draft = new ConfigDraft();
    private Gate gate;
    private Browser browser;

    /** By which id the browser was known at each attempt. */
    private final List<Optional<String>> told = new ArrayList<>();

    @BeforeEach
    void openBrowser() {
        draft.transports = List.of(Transport.COOKIE, Transport.MEMORY, Transport.HEADER);
        gate = new Gate(draft);
        browser = gate.browser();
        browser.open();
    }

    @Test
    void rule1_a_sign_in_sets_the_cookie_each_attribute_written_out() {
        assertThat(signIn("alice", "cookie").cookies().stream().map(SetCookie::header))
                .filteredOn(line -> line.startsWith(DEVICE))
                .singleElement()
                .asString()
                .matches(DEVICE + "=[^;]+; Max-Age=7776000; HttpOnly; Secure; SameSite=Strict; Path=/");
    }

    @Test
    void rule34_it_is_known_at_the_next_sign_in_whatever_was_signed_out_meanwhile() {
        signIn("alice", "cookie");
        browser.signOut();
        browser.open();
        signIn("alice", "cookie");

        assertThat(told.get(0)).isEmpty();
        assertThat(told.get(1)).isPresent();
    }

    @Test
    void rule34_it_is_a_stranger_at_another_account_and_after_ninety_days() {
        signIn("alice", "cookie");
        Browser later = browser.copy();
        signIn("bob", "cookie");
        gate.clock().advance(Duration.ofDays(90));
        browser = later;
        browser.open();
        signIn("alice", "cookie");

        assertThat(told).containsOnly(Optional.empty());
    }

    @Test
    void a_page_that_keeps_the_access_token_itself_has_a_browser_that_is_known_too() {
        signIn("alice", "memory");

        assertThat(browser.jar().value(DEVICE)).isPresent();
    }

    @Test
    void rule34_another_sites_page_cannot_put_its_own_account_in_the_place_of_the_owners() {
        signIn("alice", "cookie");
        Optional<String> owners = browser.jar().value(DEVICE);
        // This needs no CSRF token, so that any page may make a browser send it.
        signIn("bob", "header");

        assertThat(browser.jar().value(DEVICE)).isEqualTo(owners);
    }

    @Test
    void who_is_not_let_in_is_not_known() {
        Reply refused = keep(browser.post(), "alice", "cookie", "wrong");

        assertThat(code(refused)).isEqualTo("credentials_rejected");
        assertThat(refused.cookies()).isEmpty();
    }

    @Test
    void rule34_it_is_no_credential() {
        signIn("alice", "cookie");
        String value = browser.jar().value(DEVICE).orElseThrow();
        Browser thief = gate.browser();
        thief.open();
        thief.jar().put(DEVICE, value);

        assertThat(Browser.outcome(thief.get())).isEqualTo("anonymous access_missing");
        assertThat(code(thief.refresh())).isEqualTo("refresh_missing");
        browser = thief;
        assertThat(code(keep(browser.post(), "alice", "cookie", "wrong"))).isEqualTo("credentials_rejected");
    }

    @Test
    void rule3_two_of_them_are_refused() {
        Reply refused = keep(
                browser.post().without("Cookie").header("Cookie", DEVICE + "=a; " + DEVICE + "=b"),
                "alice",
                "cookie",
                People.PASSWORD);

        assertThat(code(refused)).isEqualTo("duplicate_cookie");
        assertThat(told).isEmpty();
    }

    private Reply signIn(String name, String transport) {
        Reply reply = keep(browser.post(), name, transport, People.PASSWORD);
        assertThat(reply.status()).isEqualTo(200);
        return reply;
    }

    private Reply keep(RequestBuilder request, String name, String transport, String password) {
        return browser.keep(gate.sallyport()
                .signIn(
                        request.build(),
                        () -> SignIn.withPassword(Optional.of(transport), name, device -> {
                            told.add(device);
                            return gate.people().authenticate(name, password);
                        })));
    }
}
