package dev.sallyport.spring;

import dev.sallyport.Accounts;
import dev.sallyport.BackgroundWork;
import dev.sallyport.Keys;
import dev.sallyport.Sallyport;
import dev.sallyport.SecurityEvent;
import dev.sallyport.config.SallyportConfig;
import dev.sallyport.key.HmacKey;
import dev.sallyport.key.KeySource;
import dev.sallyport.session.EventStore;
import dev.sallyport.session.FailureStore;
import dev.sallyport.session.SessionStore;
import dev.sallyport.social.SocialStore;
import dev.sallyport.spring.body.BodyReader;
import dev.sallyport.spring.caller.CallerConfiguration;
import dev.sallyport.spring.caller.UnguardedApplicationException;
import dev.sallyport.spring.event.AuditTrail;
import dev.sallyport.spring.event.SecurityLog;
import dev.sallyport.spring.exchange.RefusalDocument;
import dev.sallyport.spring.exchange.RefusalWriter;
import dev.sallyport.spring.exchange.ServletExchange;
import dev.sallyport.spring.filter.FilterConfiguration;
import dev.sallyport.spring.limit.FailurePurge;
import dev.sallyport.spring.limit.PasswordThrottle;
import dev.sallyport.spring.limit.ProviderThrottle;
import dev.sallyport.spring.limit.SignInQueue;
import dev.sallyport.spring.live.LiveConfiguration;
import dev.sallyport.spring.observation.EndpointObservations;
import dev.sallyport.spring.observation.GateCounts;
import dev.sallyport.spring.property.PropertiesMapper;
import dev.sallyport.spring.property.ReadProperties;
import dev.sallyport.spring.property.SallyportProperties;
import dev.sallyport.spring.store.InMemoryStoreConfiguration;
import dev.sallyport.spring.store.JdbcStoreConfiguration;
import dev.sallyport.spring.store.TablesBeforeServer;
import dev.sallyport.web.TrustedProxies;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/** Puts the gate in front of a servlet application. Every bean here gives way to one of the application's own. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@Import({
    SallyportKeysAutoConfiguration.class,
    JdbcStoreConfiguration.class,
    TablesBeforeServer.class,
    InMemoryStoreConfiguration.class,
    FilterConfiguration.class,
    LiveConfiguration.class,
    CallerConfiguration.class
})
public class SallyportAutoConfiguration {

    private static final boolean HAS_SERVER = ClassUtils.isPresent(
            "org.springframework.boot.web.server.autoconfigure.ServerProperties",
            SallyportAutoConfiguration.class.getClassLoader());

    @Bean
    @ConditionalOnMissingBean
    SallyportConfig sallyportConfig(ReadProperties read, BeanFactory beans) {
        return PropertiesMapper.config(read.values(), HAS_SERVER && OwnServer.isHttps(beans), read.problems());
    }

    /** A WAR that is deployed to a server has no classes of Boot's for one. */
    private static final class OwnServer {

        static boolean isHttps(BeanFactory beans) {
            return Ssl.isEnabled(beans.getBeanProvider(ServerProperties.class)
                    .getIfAvailable(ServerProperties::new)
                    .getSsl());
        }
    }

    @Bean
    @ConditionalOnMissingBean
    SecurityEvent.Listener securityEventListener() {
        return new SecurityLog();
    }

    /** None where nothing is to be kept. */
    @Bean
    @ConditionalOnBean(EventStore.class)
    @Nullable
    AuditTrail auditTrail(
            EventStore store, ReadProperties read, @Qualifier(SallyportKeysAutoConfiguration.CLOCK) Clock clock) {
        SallyportProperties.Audit settings = read.values().audit();
        return settings.isOff() ? null : new AuditTrail(store, settings.retention(), settings.frequentRows(), clock);
    }

    @Bean
    @ConditionalOnMissingBean
    Sallyport sallyport(
            SallyportConfig config,
            HmacKey key,
            KeySource signingKeys,
            SessionStore sessions,
            SocialStore links,
            ObjectProvider<Accounts> accounts,
            SecurityEvent.Listener listener,
            ObjectProvider<AuditTrail> audit,
            GateCounts counts,
            EndpointObservations observations,
            @Qualifier(SallyportKeysAutoConfiguration.CLOCK) Clock clock) {
        return Sallyport.builder(config, new Keys(key, signingKeys), sessions, users(accounts), clock)
                .links(links)
                .listener(all(listener, counts, audit.getIfAvailable()))
                .observer(observations)
                .build();
    }

    @Bean
    GateCounts sallyportCounts() {
        return new GateCounts();
    }

    @Bean
    EndpointObservations sallyportObservations(ObjectProvider<ObservationRegistry> registry, GateCounts counts) {
        return new EndpointObservations(registry.getIfUnique(() -> ObservationRegistry.NOOP), counts);
    }

    private static Accounts users(ObjectProvider<Accounts> accounts) {
        return accounts.getIfUnique(() -> {
            throw new UnguardedApplicationException(
                    "Sallyport asks the application for its users, and there is not one bean of type dev.sallyport.Accounts"
                            + " to ask.",
                    "Define one bean of type dev.sallyport.Accounts or, with Spring Security on the classpath, one of type"
                            + " UserDetailsService.");
        });
    }

    /** The application's own last: it may fail. */
    private static SecurityEvent.Listener all(
            SecurityEvent.Listener listener, GateCounts counts, @Nullable AuditTrail audit) {
        return event -> {
            counts.count(event);
            if (audit != null) {
                audit.take(event);
            }
            listener.on(event);
        };
    }

    @Bean
    PasswordThrottle passwordThrottle(
            FailureStore failures,
            HmacKey key,
            ObjectProvider<Accounts> accounts,
            @Qualifier(SallyportKeysAutoConfiguration.CLOCK) Clock clock) {
        return new PasswordThrottle(failures, key.derive("failures"), users(accounts), clock);
    }

    @Bean
    ProviderThrottle providerThrottle(@Qualifier(SallyportKeysAutoConfiguration.CLOCK) Clock clock) {
        return new ProviderThrottle(clock);
    }

    @Bean
    SignInThrottle signInThrottle(PasswordThrottle passwords) {
        return new SignInThrottle(passwords);
    }

    /** The number of threads is Tomcat's own default where the application gives none. */
    @Bean
    SignInQueue signInQueue(ObjectProvider<Accounts> accounts, ReadProperties read, Environment environment) {
        int threads = Binder.get(environment)
                .bind("server.tomcat.threads.max", Integer.class)
                .orElse(200);
        return new SignInQueue(users(accounts), read.values().signIn().turns(), threads, SignInQueue.PATIENCE);
    }

    @Bean
    @ConditionalOnMissingBean
    BodyReader bodyReader() {
        return new BodyReader(BodyReader.LARGEST, BodyReader.DEADLINE, Clock.systemUTC());
    }

    @Bean
    BodyDeadline bodyDeadline(BodyReader bodies, Sallyport sallyport, ServletExchange exchange) {
        return new BodyDeadline(bodies, new RefusalWriter(sallyport, exchange));
    }

    @Bean
    @ConditionalOnMissingBean
    RefusalPage refusalPage() {
        return RefusalDocument::html;
    }

    @Bean
    ServletExchange sallyportExchange(SallyportConfig config, RefusalPage page) {
        return new ServletExchange(
                config.origins().own(), TrustedProxies.of(config.origins().trustedProxies()), page::html);
    }

    @Bean
    CurrentCaller currentCaller() {
        return new CurrentCaller();
    }

    @Bean
    static CallerRulesInstaller callerRulesInstaller(
            ObjectProvider<SallyportConfig> config,
            @Qualifier(SallyportKeysAutoConfiguration.CLOCK) ObjectProvider<Clock> clock) {
        return new CallerRulesInstaller(() -> new CallerRules(config.getObject().recentSignIn(), clock.getObject()));
    }

    @Bean
    BackgroundWork sallyportBackgroundWork(Sallyport sallyport) {
        return sallyport.start();
    }

    @Bean
    FailurePurge failurePurge(FailureStore failures, @Qualifier(SallyportKeysAutoConfiguration.CLOCK) Clock clock) {
        return new FailurePurge(failures, clock);
    }
}
