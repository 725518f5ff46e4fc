package dev.sallyport.server;

import dev.sallyport.KeyRotation;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** Adds the next signing key to the database, beside the servers that run on it and without being one. */
@EnableAutoConfiguration
@Import(DatabaseConfiguration.class)
class RotateKeys {

    static final String COMMAND = "rotate-keys";

    private final KeyRotation rotation;

    /** Asked for here, so that what is wrong with the keys is reported as at any failed start. */
    RotateKeys(KeyRotation rotation) {
        this.rotation = rotation;
    }

    /** The exit code. */
    static int run(String[] args) {
        SpringApplicationBuilder application = new SpringApplicationBuilder(RotateKeys.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false);
        try (ConfigurableApplicationContext context = application.run(args)) {
            KeyRotation.Next next = context.getBean(RotateKeys.class).rotation.rotate();
            System.out.println("Added the key " + next.id() + " (" + next.algorithm() + "). Running servers publish it"
                    + " within a minute, and it signs from " + next.signsFrom() + ".");
            return 0;
        } catch (UnsupportedOperationException elsewhere) {
            System.err.println("No key was added: " + elsewhere.getMessage());
            return 1;
        }
    }
}
