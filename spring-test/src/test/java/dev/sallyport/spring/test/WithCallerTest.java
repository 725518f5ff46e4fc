package dev.sallyport.spring.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.RefusedException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** A whole application, asked through MockMvc. */
@SpringBootTest(classes = Shop.class)
@AutoConfigureMockMvc
class WithCallerTest {

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Shop.Orders orders;

    @Autowired
    private TestCallers callers;

    @Autowired
    private TestClock clock;

    @Test
    void nobody_is_signed_in_unless_the_test_says_so() {
        assertThat(mvc.get().uri("/me")).hasStatus(401).bodyText().contains("access_missing");
        assertThatExceptionOfType(RefusedException.class).isThrownBy(orders::own);
    }

    @Test
    @WithCaller("17")
    void a_request_comes_from_the_caller() {
        assertThat(mvc.get().uri("/me")).hasStatusOk().hasBodyTextEqualTo("17 []");
    }

    @Test
    @WithCaller(userId = "17", roles = "admin")
    void roles_are_those_of_the_annotation() {
        assertThat(mvc.get().uri("/me")).hasStatusOk().hasBodyTextEqualTo("17 [admin]");
        assertThat(mvc.get().uri("/admins")).hasStatusOk();
    }

    @Test
    @WithCaller("17")
    void a_request_with_a_session_of_its_own_is_that_ones() {
        TestSession other = callers.signIn("18");

        assertThat(mvc.get().uri("/me").with(CallerRequests.with(other))).hasBodyTextEqualTo("18 []");
        assertThat(mvc.post().uri("/me").with(CallerRequests.with(other))).hasBodyTextEqualTo("changed by 18");
        assertThat(mvc.post().uri("/me").header("X-XSRF-TOKEN", "wrong").with(CallerRequests.with(other)))
                .hasStatus(403);
    }

    @Test
    @WithCaller("17")
    void who_lacks_a_role_is_refused() {
        assertThat(mvc.get().uri("/admins")).hasStatus(403).bodyText().contains("forbidden");
    }

    @Test
    @WithCaller("17")
    void a_change_passes_both_doors_of_the_real_gate() {
        assertThat(mvc.post().uri("/me")).hasStatusOk().hasBodyTextEqualTo("changed by 17");
        assertThat(mvc.post().uri("/me").header("X-XSRF-TOKEN", "wrong"))
                .hasStatus(403)
                .bodyText()
                .contains("csrf_mismatch");
        assertThat(mvc.post().uri("/me").header("Sec-Fetch-Site", "cross-site"))
                .hasStatus(403)
                .bodyText()
                .contains("cross_site");
    }

    @Test
    @WithCaller("17")
    void a_service_works_for_the_caller_without_a_request() {
        assertThat(orders.own()).isEqualTo("orders of 17");
        assertThat(SecurityContextHolder.getContext().getAuthentication().getName())
                .isEqualTo("17");
    }

    @Test
    @WithMockUser(username = "ann", roles = "admin")
    void a_user_of_spring_security_is_a_caller_too() {
        assertThat(mvc.get().uri("/me")).hasStatusOk().hasBodyTextEqualTo("ann [admin]");
        assertThat(mvc.post().uri("/me")).hasStatusOk();
    }

    @Test
    void a_session_lasts_as_long_as_the_clock_says() {
        TestSession session = callers.signIn("17");
        assertThat(mvc.get().uri("/me").with(CallerRequests.with(session))).hasStatusOk();

        clock.advance(Duration.ofMinutes(6));

        assertThat(mvc.get().uri("/me").with(CallerRequests.with(session)))
                .hasStatus(401)
                .bodyText()
                .contains("access_expired");
    }

    @Test
    void the_clock_is_right_again_in_the_next_test() {
        assertThat(Duration.between(java.time.Instant.now(), clock.clock().instant())
                        .abs())
                .isLessThan(Duration.ofMinutes(1));
    }
}
