package dev.sallyport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.web.Reply;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients branch on these codes: none may change its name or its status. */
class RefusalTest {

    private final Gate gate = new Gate();

    @ParameterizedTest
    @CsvSource({
        "CSRF_MISSING, csrf_missing, 403",
        "CSRF_MISMATCH, csrf_mismatch, 403",
        "CROSS_SITE, cross_site, 403",
        "ORIGIN_NOT_ALLOWED, origin_not_allowed, 403",
        "ACCESS_MISSING, access_missing, 401",
        "ACCESS_EXPIRED, access_expired, 401",
        "ACCESS_INVALID, access_invalid, 401",
        "SESSION_REVOKED, session_revoked, 401",
        "ACCESS_TOKEN_TOO_LARGE, access_token_too_large, 409",
        "CREDENTIALS_REJECTED, credentials_rejected, 401",
        "TOO_MANY_ATTEMPTS, too_many_attempts, 429",
        "REFRESH_MISSING, refresh_missing, 401",
        "REFRESH_UNKNOWN, refresh_unknown, 401",
        "REFRESH_EXPIRED, refresh_expired, 401",
        "REFRESH_REUSED, refresh_reused, 401",
        "DUPLICATE_COOKIE, duplicate_cookie, 400",
        "MALFORMED_REQUEST, malformed_request, 400",
        "TRANSPORT_NOT_ENABLED, transport_not_enabled, 400",
        "REQUEST_TIMEOUT, request_timeout, 408",
        "UNSUPPORTED_MEDIA_TYPE, unsupported_media_type, 415",
        "NOT_FOUND, not_found, 404",
        "PROVIDER_MISCONFIGURED, provider_misconfigured, 500",
        "PROVIDER_UNAVAILABLE, provider_unavailable, 503",
        "STORE_UNAVAILABLE, store_unavailable, 503",
        "SERVER_BUSY, server_busy, 503",
    })
    void keeps_its_code_and_its_status(Refusal refusal, String code, int status) {
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource
    void is_answered_as_a_problem_detail(Refusal refusal) {
        Reply reply = refuse(Problem.of(refusal));

        assertThat(reply.status()).isEqualTo(refusal.status());
        assertThat(reply.body())
                .isEqualTo(Map.of(
                        "type", "about:blank",
                        "title", refusal.title(),
                        "status", refusal.status(),
                        "code", refusal.code(),
                        "detail", refusal.detail()));
        assertThat(reply.headers()).contains(new Reply.Header("Cache-Control", "no-store"));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "999, 1", "1000, 1", "2000, 2", "60000, 60"})
    void says_after_how_many_whole_seconds_to_try_again_and_never_at_once(long millis, String seconds) {
        Reply reply = refuse(Problem.of(Refusal.TOO_MANY_ATTEMPTS, Duration.ofMillis(millis)));

        assertThat(reply.headers()).contains(new Reply.Header("Retry-After", seconds));
    }

    @Test
    void a_sentence_of_its_own_takes_the_place_of_the_usual_one() {
        Reply reply = refuse(Problem.of(Refusal.MALFORMED_REQUEST, "The body ends early."));

        assertThat(Browser.text(reply, "detail")).isEqualTo("The body ends early.");
    }

    private Reply refuse(Problem reason) {
        return gate.sallyport().refuse(gate.browser().post().build(), reason);
    }
}
