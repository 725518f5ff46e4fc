package dev.sallyport.spring;

import dev.sallyport.spring.socket.MessageConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.messaging.simp.annotation.support.SimpAnnotationMethodMessageHandler;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketTransportRegistration;

/** Where Spring's messages over WebSockets (STOMP) are present. */
@AutoConfiguration(after = SallyportSocketsAutoConfiguration.class)
@ConditionalOnClass({SimpAnnotationMethodMessageHandler.class, WebSocketMessageBrokerConfigurer.class})
@ConditionalOnBean(SallyportSockets.class)
@Import(MessageConfiguration.class)
public class SallyportMessagingAutoConfiguration {

    /**
     * The sockets by name only: an application's accounts may well send messages, and the template for them is made by the
     * configuration that asks for this bean.
     */
    @Bean
    WebSocketMessageBrokerConfigurer sallyportSocketBinding(ObjectProvider<SallyportSockets> sockets) {
        return new WebSocketMessageBrokerConfigurer() {
            @Override
            public void configureWebSocketTransport(WebSocketTransportRegistration transport) {
                transport.addDecoratorFactory(handler -> sockets.getObject().bind(handler));
            }
        };
    }
}
