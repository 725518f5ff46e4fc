package dev.sallyport.bench.gate;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The two endpoints behind the gate. */
@SpringBootApplication(proxyBeanMethods = false)
public class Application {

    /** Starts it. */
    public static void main(String[] args) {
        SpringApplication.run(Application.class, args);
    }
}
