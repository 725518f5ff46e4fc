package dev.sallyport;

import static dev.sallyport.Browser.code;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.config.ConfigDraft;
import dev.sallyport.social.Provider;
import dev.sallyport.web.Reply;
import dev.sallyport.web.RequestBuilder;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer that comes in a form is brought again by GET, if it fits into an address. */
class FormPostTest {

    private static final int LONGEST_FIELD = 8 * 1024;

    private final ConfigDraft draft = new ConfigDraft();
    private final SocialScene scene = new SocialScene(draft);
    private final Browser browser = scene.gate.browser();
    private Map<String, String> form;

    @BeforeEach
    void she_has_said_yes_at_a_provider_that_answers_in_a_form() {
        Map<String, String> settings = scene.provider.settings();
        settings.put("response-mode", "form_post");
        draft.social = List.of(Provider.read("test", settings));
        scene.gate.restart(draft);
        browser.open();
        form = scene.agree(browser);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void it_signs_in_and_what_nobody_reads_stays_behind() {
        form.put("user", "{\"name\":{\"firstName\":\"Ada\",\"lastName\":\"Lovelace\"}}");
        form.put("id_token", "x".repeat(9000));
        Reply reply = post();

        assertThat(reply.status()).isEqualTo(303);
        assertThat(SocialScene.location(reply)).doesNotContain("id_token", "Ada", "Lovelace");
        assertThat(scene.arrive(browser, parameters(SocialScene.location(reply)))
                        .status())
                .isEqualTo(303);
        assertThat(Browser.text(browser.open(), "session", "transport")).isEqualTo("cookie");
    }

    @ParameterizedTest
    @ValueSource(strings = {"code", "state", "iss", "error", "user"})
    void rule16_a_field_that_fits_into_no_address_is_too_large_and_spends_nothing(String name) {
        Map<String, String> good = new HashMap<>(form);
        for (String letter : List.of("x", "\u00e9")) {
            form.put(name, letter.repeat(9000));
            Reply reply = post();

            assertThat(reply.status()).isEqualTo(413);
            assertThat(code(reply)).isEqualTo("payload_too_large");
        }
        assertThat(scene.arrive(browser, good).status()).isEqualTo(303);
    }

    @Test
    void rule16_no_location_is_longer_than_a_container_writes() {
        int longest = 0;
        boolean isTooLarge = false;
        for (int length = 4000; length < 9000; length += 61) {
            form.put("code", "x".repeat(length));
            Reply reply = post();
            isTooLarge |= reply.status() == 413;
            if (reply.status() == 303) {
                longest = Math.max(longest, SocialScene.location(reply).length());
            }
        }
        assertThat(longest).isBetween(4000, LONGEST_FIELD - 1024);
        assertThat(isTooLarge).isTrue();
    }

    private Reply post() {
        return scene.gate
                .sallyport()
                .social()
                .formPost(
                        RequestBuilder.request("POST", "/auth/social/test/callback")
                                .build(),
                        "test",
                        form);
    }

    private static Map<String, String> parameters(String location) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : URI.create(location).getRawQuery().split("&", -1)) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }
}
