package dev.sallyport.spring;

import dev.sallyport.spring.caller.UnguardedApplicationException;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;

/**
 * Stops an application on a Spring Boot that the starter is not made for. A bean that fails would say it too late, and about a class that
 * nobody knows. So early, nothing but this class and its exception is needed, and both are there in every version.
 */
final class SpringBootVersionCheck implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    private static final String SUPPORTED = "4.";

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        check(SpringBootVersion.getVersion());
    }

    static void check(String version) {
        if (!version.startsWith(SUPPORTED)) {
            throw new UnguardedApplicationException(
                    "This is Spring Boot " + version + ", and sallyport-spring-boot-starter is made for Spring Boot 4.",
                    "Upgrade to Spring Boot 4, or remove sallyport-spring-boot-starter and run the Sallyport server beside"
                            + " the application.");
        }
    }
}
