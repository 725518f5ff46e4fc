package dev.sallyport.bench.security;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The two endpoints behind Spring Security, as {@code bench.mode} says. */
@SpringBootApplication(proxyBeanMethods = false)
public class Application {

    /** Starts it. */
    public static void main(String[] args) {
        SpringApplication.run(Application.class, args);
    }
}
