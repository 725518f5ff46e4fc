package dev.sallyport.server.demo;

import dev.sallyport.Sallyport;
import dev.sallyport.User;
import dev.sallyport.server.AccountStore;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The user {@code demo}: there before the first request, with a password that is shown once or given from outside. */
@Component
@EnableConfigurationProperties(DemoProperties.class)
@ConditionalOnBooleanProperty(name = "sallyport.demo.enabled", matchIfMissing = true)
class DemoUser implements SmartInitializingSingleton {

    private static final String NAME = "demo";
    private static final int PASSWORD_BYTES = 12;

    private final AccountStore accounts;
    private final Sallyport sallyport;
    private final Environment environment;
    private final Optional<String> given;
    private Optional<String> generated = Optional.empty();

    DemoUser(AccountStore accounts, Sallyport sallyport, Environment environment, DemoProperties properties) {
        this.accounts = accounts;
        this.sallyport = sallyport;
        this.environment = environment;
        this.given = Optional.ofNullable(properties.password()).filter(password -> !password.isEmpty());
    }

    @Override
    public void afterSingletonsInstantiated() {
        Optional<User> demo = accounts.findByUsername(NAME);
        if (demo.isEmpty()) {
            create();
        } else if (given.isPresent() && !accounts.isPassword(demo.get().id(), given.get())) {
            accounts.setPassword(demo.get().id(), given.get());
            sallyport.revokeAll(demo.get().id());
        }
    }

    /** On the terminal and not through the log, which is kept and shipped elsewhere. */
    @EventListener(ApplicationReadyEvent.class)
    void tell() {
        String port = environment.getProperty("local.server.port", "8080");
        System.out.println("\n  Sallyport serves the demo on http://localhost:" + port);
        generated.ifPresent(password -> System.out.println("  Sign in as " + NAME + " with the password " + password
                + "\n  It is shown this once. To start over, delete the database; to choose one, set"
                + " SALLYPORT_DEMO_PASSWORD."));
        System.out.println();
    }

    private void create() {
        String password = given.orElseGet(DemoUser::randomPassword);
        boolean created = accounts.add(NAME, "demo@example.com", Set.of("user"), password);
        if (created && given.isEmpty()) {
            generated = Optional.of(password);
        }
    }

    private static String randomPassword() {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
