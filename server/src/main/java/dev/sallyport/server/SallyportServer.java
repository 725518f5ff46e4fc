package dev.sallyport.server;

import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the server, or does what its command line asks for instead. */
@SpringBootApplication(proxyBeanMethods = false)
public class SallyportServer {

    /** Takes the properties of docs/configuration.md as {@code --name=value}, and the command {@code rotate-keys}. */
    public static void main(String[] args) {
        if (List.of(args).contains(RotateKeys.COMMAND)) {
            System.exit(RotateKeys.run(args));
        }
        SpringApplication.run(SallyportServer.class, args);
    }
}
