package dev.sallyport.spring.socket;

import dev.sallyport.Caller;
import dev.sallyport.Refusal;
import dev.sallyport.RefusedException;
import dev.sallyport.spring.exchange.ServletExchange;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;

/** Lets a handshake through for a caller only, and hands the caller on to the socket. */
public final class CallerHandshake implements HandshakeInterceptor {

    private static final String CALLER = Caller.class.getName();

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes) {
        HttpServletRequest servlet = ((ServletServerHttpRequest) request).getServletRequest();
        if (servlet.getHeader("Upgrade") == null) {
            throw new RefusedException(Refusal.MALFORMED_REQUEST, "This address takes WebSocket handshakes only.");
        }
        put(ServletExchange.decisionOn(servlet).callerOrThrow(), attributes);
        return true;
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception exception) {
        // Nothing is left to do.
    }

    static void put(Caller caller, Map<String, Object> attributes) {
        attributes.put(CALLER, caller);
    }

    /** The caller of the socket with these attributes, if its handshake had one. */
    public static Optional<Caller> find(Map<String, Object> attributes) {
        return Optional.ofNullable((Caller) attributes.get(CALLER));
    }

    /** The caller of a socket that only a caller can have opened. */
    public static Caller caller(Map<String, Object> attributes) {
        return (Caller) Objects.requireNonNull(attributes.get(CALLER));
    }
}
