package dev.sallyport.spring.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.spring.HostileApplication;
import dev.sallyport.spring.SallyportAutoConfiguration;
import dev.sallyport.spring.SallyportReactiveAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.context.reactive.AnnotationConfigReactiveWebApplicationContext;

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
    @ExtendWith(OutputCaptureExtension.class)
    void itsOwnerIsToldInASentenceAndNotByAStackTrace(CapturedOutput shown) {
        SpringApplication reactive = new SpringApplication(SallyportReactiveAutoConfiguration.class);
        reactive.setWebApplicationType(WebApplicationType.REACTIVE);
        reactive.setApplicationContextFactory(type -> new AnnotationConfigReactiveWebApplicationContext());

        assertThatThrownBy(reactive::run).isInstanceOf(UnguardedApplicationException.class);
        assertThat(shown)
                .contains("APPLICATION FAILED TO START", "which Sallyport does not support")
                .doesNotContain("at dev.sallyport");
    }

    @Test
    void aServletApplicationDoesNotMindThatWebFluxIsThere() {
        new WebApplicationContextRunner()
                .withConfiguration(OURS)
                .withBean(HostileApplication.OnlyAlice.class)
                .run(context -> assertThat(context).hasNotFailed().hasBean("sallyportFilter"));
    }
}
