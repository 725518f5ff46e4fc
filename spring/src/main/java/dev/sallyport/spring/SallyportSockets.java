package dev.sallyport.spring;

import dev.sallyport.Caller;
import dev.sallyport.spring.live.SessionMonitor;
import dev.sallyport.spring.socket.CallerHandshake;
import dev.sallyport.spring.socket.WebSocketConnection;
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
public final class SallyportSockets {

    private final SessionMonitor monitor;

    SallyportSockets(SessionMonitor monitor) {
        this.monitor = monitor;
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

    /** The caller that opened this socket. */
    public static Caller caller(WebSocketSession socket) {
        return CallerHandshake.caller(socket.getAttributes());
    }

    private final class Bound extends WebSocketHandlerDecorator {

        Bound(WebSocketHandler handler) {
            super(handler);
        }

        @Override
        public void afterConnectionEstablished(WebSocketSession socket) throws Exception {
            CallerHandshake.find(socket.getAttributes())
                    .ifPresent(caller -> monitor.add(caller, new WebSocketConnection(socket)));
            super.afterConnectionEstablished(socket);
        }

        @Override
        public void afterConnectionClosed(WebSocketSession socket, CloseStatus status) throws Exception {
            CallerHandshake.find(socket.getAttributes())
                    .ifPresent(caller -> monitor.remove(caller, new WebSocketConnection(socket)));
            super.afterConnectionClosed(socket, status);
        }
    }
}
