package dev.sallyport.spring.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.sallyport.Decision;
import dev.sallyport.Sallyport;
import dev.sallyport.session.InMemorySessionStore;
import dev.sallyport.spring.exchange.RefusalDocument;
import dev.sallyport.spring.exchange.RefusalWriter;
import dev.sallyport.spring.exchange.ServletExchange;
import dev.sallyport.web.TrustedProxies;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Ann's request is answered on its own thread, and the watch looks when a test says so. */
class ShortAnswersTest {

    private final LastingApplication.Guests guests = new LastingApplication.Guests();
    private final Sallyport sallyport = SignedIn.gate(new InMemorySessionStore(), guests, Clock.systemUTC());
    private final SessionMonitor monitor = new SessionMonitor(sallyport, Clock.systemUTC(), Runnable::run);
    private final StreamingResponseFilter filter = new StreamingResponseFilter(
            monitor,
            new RefusalWriter(
                    sallyport,
                    new ServletExchange(Optional.empty(), TrustedProxies.of(List.of()), RefusalDocument::html)));
    private final Decision ann = SignedIn.decision(sallyport, guests, "ann");
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void whatIsAnsweredAtOnceIsAnsweredThoughTheSessionHasEndedMeanwhile() throws Exception {
        answer((request, out) -> {
            write(out);
            out.flushBuffer();
            sallyport.revokeAll("ann");
            monitor.look();
            write(out);
        });

        assertThat(response.getContentAsString()).isEqualTo("nextnext");
    }

    @Test
    void whatIsWrittenAfterLongWorkIsTheLastThatIsAndNotTakenForTheWhole() throws Exception {
        assertThatThrownBy(() -> answer((request, out) -> {
                    lookOften();
                    sallyport.revokeAll("ann");
                    write(out);
                    out.flushBuffer();
                    assertThatThrownBy(() -> write(out)).isInstanceOf(SessionEndedException.class);
                }))
                .isInstanceOf(SessionEndedException.class);

        assertThat(response.getContentAsString()).isEqualTo("next");
    }

    @Test
    void whatHasNotBeenSentIsRefusedAfterOneLookMore() throws Exception {
        answer((request, out) -> {
            lookOften();
            write(out);
            sallyport.revokeAll("ann");
            monitor.look();
            assertThatCode(() -> write(out)).doesNotThrowAnyException();
            monitor.look();
            assertThatThrownBy(() -> write(out)).isInstanceOf(SessionEndedException.class);
        });

        assertThat(response.getStatus()).isEqualTo(401);
        assertThat(response.getContentAsString()).contains("session_revoked").doesNotContain("next");
    }

    @Test
    void anAnswerThatWasGivenIsNotWatchedAnyMore() throws Exception {
        answer((request, out) -> {
            lookOften();
            write(out);
        });
        sallyport.revokeAll("ann");
        lookOften();

        assertThat(response.getStatus()).isEqualTo(200);
    }

    @Test
    void itCostsAFewHundredBytes() throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        MockHttpServletRequest request = request();
        FilterChain nothing = (in, out) -> {};
        for (int i = 0; i < 2_000; i++) {
            filter.doFilter(request, response, nothing);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 2_000; i++) {
            filter.doFilter(request, response, nothing);
        }

        assertThat((threads.getCurrentThreadAllocatedBytes() - before) / 2_000).isLessThan(400);
    }

    private void answer(FilterChain application) throws IOException, ServletException {
        filter.doFilter(request(), response, application);
    }

    private MockHttpServletRequest request() {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
        request.setAttribute(Decision.class.getName(), ann);
        return request;
    }

    private void lookOften() {
        for (int i = 0; i < 3; i++) {
            monitor.look();
        }
    }

    private static void write(ServletResponse out) throws IOException {
        out.getOutputStream().print("next");
    }
}
