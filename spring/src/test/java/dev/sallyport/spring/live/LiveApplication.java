package dev.sallyport.spring.live;

import dev.sallyport.spring.SallyportSockets;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/** An application that never stops talking to whoever opens its socket. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableWebSocket
class LiveApplication implements WebSocketConfigurer {

    private final SallyportSockets sockets;
    private final Talker talker = new Talker();

    LiveApplication(SallyportSockets sockets) {
        this.sockets = sockets;
    }

    @Bean
    static LastingApplication.Guests guests() {
        return new LastingApplication.Guests();
    }

    /** Or it takes megabytes, and long, until a peer that does not read is noticed. */
    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> smallBuffers() {
        return tomcat ->
                tomcat.addConnectorCustomizers(connector -> connector.setProperty("socket.txBufSize", "16384"));
    }

    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        sockets.add(registry, talker, "/live");
    }

    Talker talker() {
        return talker;
    }

    static final class Talker extends TextWebSocketHandler {

        private static final TextMessage MUCH = new TextMessage("much ".repeat(2_000));

        private final Set<WebSocketSession> open = ConcurrentHashMap.newKeySet();

        int open() {
            return open.size();
        }

        @Override
        public void afterConnectionClosed(WebSocketSession socket, CloseStatus status) {
            open.remove(socket);
        }

        @Override
        public void afterConnectionEstablished(WebSocketSession socket) {
            open.add(socket);
            Thread talker = new Thread(() -> talk(socket));
            talker.setDaemon(true);
            talker.start();
        }

        private static void talk(WebSocketSession socket) {
            try {
                while (socket.isOpen()) {
                    socket.sendMessage(MUCH);
                }
            } catch (IOException | IllegalStateException over) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
