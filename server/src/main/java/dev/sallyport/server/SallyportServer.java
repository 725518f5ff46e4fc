package dev.sallyport.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the server. */
@SpringBootApplication(proxyBeanMethods = false)
public class SallyportServer {

    /** Takes the properties of docs/configuration.md as {@code --name=value}. */
    public static void main(String[] args) {
        SpringApplication.run(SallyportServer.class, args);
    }
}
