package dev.sallyport.spring.socket;

import dev.sallyport.spring.caller.CallerIntegration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;
import org.springframework.web.socket.sockjs.support.SockJsHttpRequestHandler;
import org.springframework.web.socket.sockjs.transport.TransportHandlingSockJsService;

/** Puts {@link HandshakeRecord} first at every handshake of a WebSocket, SockJS's and STOMP's included. */
public final class HandshakeCallers implements CallerIntegration {

    private final HandshakeInterceptor handshakes = new HandshakeRecord();

    @Override
    public List<Class<?>> kinds() {
        return List.of(AbstractUrlHandlerMapping.class, WebSocketHttpRequestHandler.class);
    }

    @Override
    public void equip(Object bean) {
        if (hasEquipped(bean)) {
            return;
        }
        if (bean instanceof WebSocketHttpRequestHandler socket) {
            socket.setHandshakeInterceptors(CallerIntegration.first(handshakes, socket.getHandshakeInterceptors()));
        } else if (bean instanceof TransportHandlingSockJsService sockJs) {
            sockJs.setHandshakeInterceptors(CallerIntegration.first(handshakes, sockJs.getHandshakeInterceptors()));
        } else {
            within(bean).forEach(this::equip);
        }
    }

    @Override
    public boolean hasEquipped(Object bean) {
        if (bean instanceof WebSocketHttpRequestHandler socket) {
            return CallerIntegration.isFirst(HandshakeRecord.class, socket.getHandshakeInterceptors());
        }
        if (bean instanceof TransportHandlingSockJsService sockJs) {
            return CallerIntegration.isFirst(HandshakeRecord.class, sockJs.getHandshakeInterceptors());
        }
        return within(bean).allMatch(this::hasEquipped);
    }

    private static Stream<?> within(Object bean) {
        if (bean instanceof SockJsHttpRequestHandler sockJs) {
            return Stream.of(sockJs.getSockJsService());
        }
        return bean instanceof AbstractUrlHandlerMapping mapping
                ? mapping.getHandlerMap().values().stream().filter(Objects::nonNull)
                : Stream.empty();
    }
}
