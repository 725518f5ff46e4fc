package dev.sallyport.bench.bridge;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The two endpoints behind the gate and a chain of Spring Security that takes its user from it. */
@SpringBootApplication(proxyBeanMethods = false)
public class Application {

    /** Starts it. */
    public static void main(String[] args) {
        SpringApplication.run(Application.class, args);
    }
}
