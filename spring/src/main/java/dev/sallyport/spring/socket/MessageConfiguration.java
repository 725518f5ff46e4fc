package dev.sallyport.spring.socket;

import dev.sallyport.Sallyport;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The caller as a parameter of methods that take messages, and what comes of messages that are refused. */
@Configuration(proxyBeanMethods = false)
public class MessageConfiguration {

    @Bean
    static MessageCallers messageCallers(ObjectProvider<Sallyport> sallyport) {
        return new MessageCallers(new MessageCallerArgument(sallyport::getObject));
    }

    @Bean
    RefusedMessages refusedMessages() {
        return new RefusedMessages();
    }
}
