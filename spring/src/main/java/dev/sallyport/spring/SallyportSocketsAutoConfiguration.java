package dev.sallyport.spring;

import dev.sallyport.Sallyport;
import dev.sallyport.spring.live.SessionMonitor;
import dev.sallyport.spring.socket.HandshakeCallers;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.web.socket.WebSocketHandler;

/** Where Spring's WebSockets are present. */
@AutoConfiguration(after = SallyportAutoConfiguration.class)
@ConditionalOnClass(WebSocketHandler.class)
@ConditionalOnBean(Sallyport.class)
public class SallyportSocketsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    SallyportSockets sallyportSockets(SessionMonitor monitor) {
        return new SallyportSockets(monitor);
    }

    @Bean
    static HandshakeCallers handshakeCallers() {
        return new HandshakeCallers();
    }
}
