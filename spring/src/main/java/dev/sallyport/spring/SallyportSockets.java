package dev.sallyport.spring;

import dev.sallyport.Caller;
import dev.sallyport.Sallyport;
import dev.sallyport.session.StoreUnavailableException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;

/**
 * WebSockets (RFC 6455) that open for a signed-in caller only and close with that caller's session. The gate has judged the
 * handshake by its exact Origin before it gets here.
 *
 * <pre>{@code
 * @Override
 * public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
 *     sockets.add(registry, handler, "/api/live");
 * }
 * }</pre>
 *
 * <p>A session that ends on this node closes its sockets within a second, one that ends on another node within a second of this
 * one hearing of it ({@code sallyport.revocation.max-lag}). The close status is 1008 with the reason {@code session_ended}.
 */
public final class SallyportSockets implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SallyportSockets.class);
    private static final CloseStatus ENDED = CloseStatus.POLICY_VIOLATION.withReason("session_ended");
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(15);

    private final Sallyport sallyport;
    private final Clock clock;

    /** The open sockets, each with the instant at which the store is to be asked again. */
    private final ConcurrentMap<WebSocketSession, Instant> open = new ConcurrentHashMap<>();

    private final Clockwork clockwork;

    SallyportSockets(Sallyport sallyport, Clock clock) {
        this.sallyport = sallyport;
        this.clock = clock;
        Duration second = Duration.ofSeconds(1);
        this.clockwork = new Clockwork("sallyport-sockets", second, second, this::closeThoseThatEnded);
    }

    /** Serves {@code handler} at {@code paths}. Its sessions know their {@link #caller}. */
    public void add(WebSocketHandlerRegistry registry, WebSocketHandler handler, String... paths) {
        // Spring would compare the Origin once more and turn away the origins that the gate was told to trust.
        registry.addHandler(new Bound(handler), paths)
                .addInterceptors(new CallerHandshake())
                .setAllowedOriginPatterns("*");
    }

    /** {@code handler}, with each socket that a caller opened closing with that caller's session; visitors' are left alone. */
    WebSocketHandler bind(WebSocketHandler handler) {
        return new Bound(handler);
    }

    /** Who opened this socket. */
    public static Caller caller(WebSocketSession socket) {
        return CallerHandshake.caller(socket.getAttributes());
    }

    @Override
    public void close() {
        clockwork.close();
    }

    private void closeThoseThatEnded() {
        for (Map.Entry<WebSocketSession, Instant> socket : open.entrySet()) {
            try {
                if (hasEnded(socket)) {
                    socket.getKey().close(ENDED);
                }
            } catch (StoreUnavailableException later) {
                LOG.debug("whether a socket's session lives cannot be told now");
            } catch (IOException | RuntimeException broken) {
                // One socket that cannot be closed must not keep the others open.
                LOG.debug("a socket did not close cleanly", broken);
                open.remove(socket.getKey());
            }
        }
    }

    private boolean hasEnded(Map.Entry<WebSocketSession, Instant> socket) {
        Caller caller = caller(socket.getKey());
        if (sallyport.knowsToHaveEnded(caller)) {
            return true;
        }
        Instant now = clock.instant();
        if (now.isBefore(socket.getValue())) {
            return false;
        }
        return sallyport
                .liveUntil(caller)
                .map(end -> open.replace(socket.getKey(), earlier(end, now.plus(BETWEEN_LOOKS))))
                .isEmpty();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private final class Bound extends WebSocketHandlerDecorator {

        Bound(WebSocketHandler handler) {
            super(handler);
        }

        @Override
        public void afterConnectionEstablished(WebSocketSession socket) throws Exception {
            // In the past, so that a session which ended during the handshake is found at the next look.
            CallerHandshake.find(socket.getAttributes()).ifPresent(caller -> open.put(socket, Instant.EPOCH));
            super.afterConnectionEstablished(socket);
        }

        @Override
        public void afterConnectionClosed(WebSocketSession socket, CloseStatus status) throws Exception {
            open.remove(socket);
            super.afterConnectionClosed(socket, status);
        }
    }
}
