package dev.sallyport.spring.test.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** Every attack gets somewhere in the application of the tutorials, and none reports what is not there. */
class NaiveApplicationTest {

    private static final Map<Naive.Variant, Set<Attack>> WITHSTOOD = Map.of(
            Naive.Variant.COOKIE, EnumSet.noneOf(Attack.class),
            Naive.Variant.DOUBLE_SUBMIT,
                    EnumSet.of(Attack.CROSS_SITE_FORM, Attack.TEXT_PLAIN_JSON, Attack.SAME_SITE_SIBLING),
            Naive.Variant.LOCAL_STORAGE,
                    EnumSet.of(
                            Attack.CROSS_SITE_FORM,
                            Attack.TEXT_PLAIN_JSON,
                            Attack.SAME_SITE_SIBLING,
                            Attack.COOKIE_TOSSING,
                            Attack.LOGIN_CSRF,
                            Attack.SESSION_FIXATION,
                            Attack.METHOD_OVERRIDE));

    @ParameterizedTest
    @EnumSource(Naive.Variant.class)
    void each_hole_is_found_and_none_is_made_up(Naive.Variant variant) {
        Map<Attack, String> found = new TreeMap<>();
        Set<Attack> withstood = EnumSet.noneOf(Attack.class);
        try (ConfigurableApplicationContext application = start(variant)) {
            for (Attack attack : Attack.values()) {
                try {
                    attack.on(target(application).build());
                    withstood.add(attack);
                } catch (AssertionError hole) {
                    found.put(attack, hole.getMessage());
                }
            }
        }
        assertThat(withstood).isEqualTo(WITHSTOOD.get(variant));
        assertThat(found.values()).allSatisfy(report -> assertThat(report).contains("- ", "\n  Fix: "));
    }

    @Test
    void a_report_says_in_plain_words_what_happened_and_what_to_do() {
        try (ConfigurableApplicationContext application = start(Naive.Variant.COOKIE)) {
            Target target = target(application).build();

            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> Attack.TOKEN_IN_URL.on(target)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("""
                            1 found where a token is sent in the address:

                            - A token in the address (?token=...) signs in: it ends up in logs, histories and Referer.
                              Fix: take tokens from a cookie or the Authorization field only.""");
        }
    }

    static ConfigurableApplicationContext start(Naive.Variant variant) {
        return new SpringApplicationBuilder(Naive.class)
                .properties(
                        "server.port=0",
                        "server.address=127.0.0.1",
                        "spring.web.error.include-stacktrace=always",
                        "naive.variant=" + variant)
                .run();
    }

    static TargetBuilder target(ConfigurableApplicationContext application) {
        int port = ((WebServerApplicationContext) application).getWebServer().getPort();
        Map<String, String> credentials = Map.of("username", "ann", "password", Naive.PASSWORD);
        return Target.at("http://127.0.0.1:" + port)
                .signIn(browser -> kept(browser, browser.post("/login", credentials)))
                .login("/login", credentials)
                .refresh(browser ->
                        kept(browser, browser.post("/refresh", Map.of("refreshToken", browser.kept("refreshToken")))))
                .signOut(browser -> browser.post("/logout", Map.of()))
                .change("/api/profile", text -> Map.of("text", text))
                .shownAt("/api/profile")
                .asynchronous("/api/report")
                .alsoCalled("ann");
    }

    private static Answer kept(Browser browser, Answer answer) {
        answer.text("token").ifPresent(token -> browser.keep("Authorization", "Bearer " + token));
        answer.text("refreshToken").ifPresent(token -> browser.keep("refreshToken", token));
        return answer;
    }
}
