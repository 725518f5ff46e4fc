package dev.sallyport.spring.socket;

import dev.sallyport.spring.live.LiveConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;

/** A WebSocket that a caller has opened. */
public record WebSocketConnection(WebSocketSession socket) implements LiveConnection {

    private static final CloseStatus ENDED = CloseStatus.POLICY_VIOLATION.withReason("session_ended");

    @Override
    public boolean end() {
        try {
            socket.close(ENDED);
            return true;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
