package dev.sallyport.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Accounts;
import dev.sallyport.Keys;
import dev.sallyport.Sallyport;
import dev.sallyport.SecurityEvent;
import dev.sallyport.config.SallyportConfig;
import dev.sallyport.key.HmacKey;
import dev.sallyport.session.InMemorySessionStore;
import dev.sallyport.session.SessionStore;
import dev.sallyport.spring.caller.UnguardedApplicationException;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.core.Ordered;

class AutoConfigurationTest {

    private static final AutoConfigurations OURS = AutoConfigurations.of(SallyportAutoConfiguration.class);

    private final WebApplicationContextRunner bare = new WebApplicationContextRunner().withConfiguration(OURS);
    private final WebApplicationContextRunner application =
            bare.withBean(Accounts.class, HostileApplication.OnlyAlice::new);

    @Test
    void anApplicationThatNamesItsAccountsHasTheGate() {
        application.run(context -> assertThat(context)
                .hasNotFailed()
                .hasSingleBean(Sallyport.class)
                .hasSingleBean(SessionStore.class)
                .hasSingleBean(SallyportConfig.class)
                .hasBean("sallyportFilter"));
    }

    @Test
    void anApplicationWithoutAccountsIsToldWhatToDefine() {
        bare.run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .isInstanceOf(UnguardedApplicationException.class)
                .hasMessageContaining("not one bean of type dev.sallyport.Accounts"));
    }

    @Test
    void twoKindsOfAccountsAreAsUnclearAsNone() {
        bare.withBean("employees", Accounts.class, HostileApplication.OnlyAlice::new)
                .withBean("customers", Accounts.class, HostileApplication.OnlyAlice::new)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("not one bean of type dev.sallyport.Accounts"));
    }

    @Test
    void withoutAWebApplicationThereIsNothingToGuard() {
        new ApplicationContextRunner()
                .withConfiguration(OURS)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(Sallyport.class)
                        .doesNotHaveBean(SessionStore.class));
    }

    @Test
    void theApplicationsOwnConfigurationIsTaken() {
        SallyportConfig own = SallyportConfig.defaults(true);

        application
                .withBean(SallyportConfig.class, () -> own)
                .run(context ->
                        assertThat(context).getBean(SallyportConfig.class).isSameAs(own));
    }

    @Test
    void theApplicationsOwnGateIsTaken() {
        Sallyport own = Sallyport.builder(
                        SallyportConfig.defaults(false),
                        Keys.of(HmacKey.random()),
                        new InMemorySessionStore(),
                        new HostileApplication.OnlyAlice(),
                        Clock.systemUTC())
                .build();

        application
                .withBean(Sallyport.class, () -> own)
                .run(context -> assertThat(context).getBean(Sallyport.class).isSameAs(own));
    }

    @Test
    void theApplicationsOwnListenerIsTaken() {
        SecurityEvent.Listener own = event -> {};

        application
                .withBean(SecurityEvent.Listener.class, () -> own)
                .run(context -> assertThat(context)
                        .getBean(SecurityEvent.Listener.class)
                        .isSameAs(own));
    }

    @Test
    void whatIsOptionalMayBeAbsent() {
        application
                .withConfiguration(AutoConfigurations.of(SallyportSocketsAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader(
                        "org.springframework.web.socket",
                        "org.springframework.security",
                        "org.bouncycastle",
                        "org.flywaydb",
                        "org.springframework.boot.jdbc"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(Sallyport.class)
                        .doesNotHaveBean("sallyportSockets"));
    }

    @Test
    void socketsNeedNoMessages() {
        application
                .withConfiguration(AutoConfigurations.of(
                        SallyportSocketsAutoConfiguration.class, SallyportMessagingAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader("org.springframework.messaging"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(SallyportSockets.class)
                        .doesNotHaveBean("messageCallers"));
    }

    @Test
    void whereSpringsWebSocketsArePresentSoAreOurs() {
        application
                .withConfiguration(AutoConfigurations.of(SallyportSocketsAutoConfiguration.class))
                .run(context -> assertThat(context).hasSingleBean(SallyportSockets.class));
    }

    @Test
    void theFilterStandsInFrontOfSpringSecurity() {
        int springSecurity = -100;

        application.run(context -> assertThat(
                        context.getBean("sallyportFilter", Ordered.class).getOrder())
                .isLessThan(springSecurity));
    }
}
