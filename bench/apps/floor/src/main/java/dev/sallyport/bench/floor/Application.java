package dev.sallyport.bench.floor;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The two endpoints without any security: what the others are compared with. */
@SpringBootApplication(proxyBeanMethods = false)
public class Application {

    /** Starts it. */
    public static void main(String[] args) {
        SpringApplication.run(Application.class, args);
    }
}
