package dev.sallyport.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

class ReactiveApplicationTest {

    private static final AutoConfigurations OURS =
            AutoConfigurations.of(SallyportAutoConfiguration.class, SallyportReactiveAutoConfiguration.class);

    @Test
    void rule30_aReactiveApplicationDoesNotStartWithoutAGate() {
        new ReactiveWebApplicationContextRunner().withConfiguration(OURS).run(context -> {
            FailureAnalysis shown = new UnguardedApplicationFailureAnalyzer().analyze(context.getStartupFailure());

            assertThat(shown.getDescription()).contains("Spring WebFlux", "does not support");
            assertThat(shown.getAction()).contains("spring.main.web-application-type=servlet");
        });
    }

    @Test
    void aServletApplicationDoesNotMindThatWebFluxIsThere() {
        new WebApplicationContextRunner()
                .withConfiguration(OURS)
                .withBean(HostileApplication.OnlyAlice.class)
                .run(context -> assertThat(context).hasNotFailed().hasBean("sallyportFilter"));
    }
}
