package dev.sallyport.server.demo;

import dev.sallyport.Caller;
import dev.sallyport.spring.SallyportSockets;
import java.io.IOException;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import tools.jackson.databind.json.JsonMapper;

/** {@code /api/live}: says who is there, and is open for as long as their session. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
@ConditionalOnProperty(name = "sallyport.demo.enabled", matchIfMissing = true)
class LiveSocket implements WebSocketConfigurer {

    private final SallyportSockets sockets;
    private final JsonMapper json;

    LiveSocket(SallyportSockets sockets, JsonMapper json) {
        this.sockets = sockets;
        this.json = json;
    }

    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        sockets.add(registry, new Hello(), "/api/live");
    }

    private final class Hello extends TextWebSocketHandler {

        @Override
        public void afterConnectionEstablished(WebSocketSession socket) throws IOException {
            Caller caller = SallyportSockets.caller(socket);
            socket.sendMessage(new TextMessage(
                    json.writeValueAsString(Map.of("userId", caller.userId(), "sessionId", caller.sessionId()))));
        }
    }
}
