package dev.sallyport.spring.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.Problem;
import dev.sallyport.Refusal;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Where a container can read only by waiting, and what a request is like whose body has been received. */
class BodyReaderTest {

    private static final int LARGEST = 10;

    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final Outcome outcome = new Outcome();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final BodyReader reader = new BodyReader(LARGEST, Duration.ofSeconds(10), new Ticking());

    @Test
    void aBodyThatIsThereIsServedAtOnceAndTheConnectionGoesOn() throws Exception {
        receive(request("0123456789"));

        assertThat(outcome.body).contains("0123456789");
        assertThat(response.getHeader("Connection")).isNull();
    }

    @Test
    void aRequestWithoutABodyIsServedAsItIs() throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/auth/session");
        receive(request);

        assertThat(outcome.served).contains(request);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whereNobodyIsToldOfWhatArrivesItIsWaitedFor(boolean async) throws Exception {
        receive(trickling("0123456789", async));

        assertThat(outcome.body).contains("0123456789");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void butNotForLongerThanTheDeadlineHoweverOftenAByteComes(boolean async) throws Exception {
        BodyReader large = reader.upTo(100);
        large.receive(
                new FilterInvocation(trickling("0123456789abcdef", async), response, new MockFilterChain()),
                true,
                outcome);

        assertThat(outcome.refusal).contains(Refusal.REQUEST_TIMEOUT);
        assertThat(outcome.served).isEmpty();
        assertThat(response.getHeader("Connection")).isEqualTo("close");
    }

    @Test
    void ofABodyThatTurnsOutTooLargeOneByteTooManyIsKept() throws Exception {
        MockHttpServletRequest request = trickling("0123456789abcdef", false);
        request.removeHeader("Content-Length");
        request.addHeader("Transfer-Encoding", "chunked");
        receive(request);

        assertThat(outcome.body).contains("0123456789a");
        assertThat(outcome.served).get().matches(served -> ((ReceivedRequest) served).isTooLarge());
        assertThat(response.getHeader("Connection")).isEqualTo("close");
    }

    @Test
    void norIsMoreKeptOfWhatComesAtOnce() throws Exception {
        MockHttpServletRequest request = request("0123456789abcdef");
        Body body = new Body(LARGEST, -1);
        body.take(request.getInputStream());

        assertThat(body.bytes()).hasSize(LARGEST + 1);
        assertThat(body.isTooLarge()).isTrue();
    }

    @Test
    void halfOfABodyIsActedOnByNobody() throws Exception {
        MockHttpServletRequest request = trickling("01234", false);
        request.removeHeader("Content-Length");
        request.addHeader("Content-Length", 9);
        receive(request);

        assertThat(outcome.refusal).contains(Refusal.MALFORMED_REQUEST);
    }

    @Test
    void theApplicationsOwnAsyncDispatchIsNotTakenForOurs() throws Exception {
        MockHttpServletRequest request = request("{}");
        request.setDispatcherType(DispatcherType.ASYNC);

        assertThat(reader.resume(new FilterInvocation(request, response, new MockFilterChain())))
                .isFalse();
    }

    @Test
    void theFieldsOfAFormAreParametersBehindThoseOfTheQuery() throws Exception {
        MockHttpServletRequest request = request("a=%31+2&b&a=3");
        request.setContentType("application/x-www-form-urlencoded;charset=UTF-8");
        request.addParameter("a", "0");
        reader.upTo(100).receive(new FilterInvocation(request, response, new MockFilterChain()), true, outcome);
        HttpServletRequest served = outcome.served.orElseThrow();

        assertThat(served.getParameterValues("a")).containsExactly("0", "1 2", "3");
        assertThat(served.getParameter("b")).isEmpty();
        assertThat(served.getParameter("c")).isNull();
        assertThat(served.getParameterNames().asIterator()).toIterable().containsExactly("a", "b");
    }

    @Test
    void aFormThatCannotBeDecodedSaysSoWithoutQuotingIt() throws Exception {
        MockHttpServletRequest request = request("code=%zz");
        request.setContentType("application/x-www-form-urlencoded");
        receive(request);
        HttpServletRequest served = outcome.served.orElseThrow();

        assertThatThrownBy(served::getParameterMap)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("zz")
                .hasNoCause();
    }

    private void receive(MockHttpServletRequest request) throws IOException, ServletException {
        reader.receive(new FilterInvocation(request, response, new MockFilterChain()), true, outcome);
    }

    private static MockHttpServletRequest request(String body) {
        return declaring(new MockHttpServletRequest("POST", "/auth/login"), body);
    }

    /** A byte a second. */
    private MockHttpServletRequest trickling(String body, boolean async) {
        var request = new MockHttpServletRequest("POST", "/auth/login") {
            private final ServletInputStream stream = new Trickle(new ByteArrayInputStream(body.getBytes(UTF_8)));

            @Override
            public ServletInputStream getInputStream() {
                return stream;
            }

            @Override
            public long getContentLengthLong() {
                String length = getHeader("Content-Length");
                return length == null ? -1 : Long.parseLong(length);
            }
        };
        request.setAsyncSupported(async);
        return declaring(request, body);
    }

    private static MockHttpServletRequest declaring(MockHttpServletRequest request, String body) {
        request.setContent(body.getBytes(UTF_8));
        request.addHeader("Content-Length", body.length());
        return request;
    }

    private final class Trickle extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        Trickle(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() throws IOException {
            now = now.plusSeconds(1);
            int next = bytes.read();
            if (next < 0) {
                throw new IOException("the connection was lost");
            }
            return next;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            into[from] = (byte) read();
            return 1;
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return false;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    }

    private final class Ticking extends Clock {

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }

    private static final class Outcome implements BodyReader.Service {

        private Optional<HttpServletRequest> served = Optional.empty();
        private Optional<String> body = Optional.empty();
        private Optional<Refusal> refusal = Optional.empty();

        @Override
        public String sender(FilterInvocation invocation) {
            return invocation.servlet().getRemoteAddr();
        }

        @Override
        public void serve(FilterInvocation invocation) throws IOException {
            served = Optional.of(invocation.servlet());
            body = Optional.of(new String(invocation.servlet().getInputStream().readAllBytes(), UTF_8));
        }

        @Override
        public void refuse(FilterInvocation invocation, Problem reason) {
            refusal = Optional.of(reason.refusal());
        }
    }
}
