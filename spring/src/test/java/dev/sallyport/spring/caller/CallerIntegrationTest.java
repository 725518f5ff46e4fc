package dev.sallyport.spring.caller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Accounts;
import dev.sallyport.spring.HostileApplication;
import dev.sallyport.spring.SallyportAutoConfiguration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

class CallerIntegrationTest {

    private final WebApplicationContextRunner application = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(WebMvcAutoConfiguration.class, SallyportAutoConfiguration.class))
            .withBean(Accounts.class, HostileApplication.OnlyAlice::new);

    /** Resolves any parameter, as one for an application's own annotation might by mistake. */
    private static final class CatchAll implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return true;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                ModelAndViewContainer container,
                NativeWebRequest request,
                WebDataBinderFactory binder) {
            return null;
        }
    }

    @Test
    void rule30_theCallerIsAskedForBeforeAnythingElse() {
        application.run(context -> assertIsFirst(context));
    }

    @Test
    void rule30_aResolverOfTheApplicationsDoesNotComeBefore() {
        application
                .withBean(WebMvcConfigurer.class, () -> new WebMvcConfigurer() {
                    @Override
                    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                        resolvers.add(new CatchAll());
                    }
                })
                .run(context -> assertIsFirst(context));
    }

    @Test
    void rule30_anApplicationThatPutsItsOwnFirstLaterComesSecond() {
        application.withUserConfiguration(PutsItsOwnFirst.class).run(context -> {
            assertIsFirst(context);
            assertThat(adapter(context).getArgumentResolvers()).element(1).isInstanceOf(CatchAll.class);
        });
    }

    @Test
    void rule30_anAdapterThatLetsNothingBeFirstStopsTheStart() {
        application
                .withBean(WebMvcRegistrations.class, () -> new WebMvcRegistrations() {
                    @Override
                    public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
                        return new Stubborn();
                    }
                })
                .run(context -> {
                    Throwable failure = context.getStartupFailure();
                    assertThat(failure).isNotNull();
                    assertThat(new UnguardedApplicationFailureAnalyzer().analyze(failure))
                            .satisfies(shown -> {
                                assertThat(shown.getDescription())
                                        .contains(
                                                "requestMappingHandlerAdapter",
                                                "parameters of type Caller before all others");
                                assertThat(shown.getAction()).contains("argument resolvers");
                            });
                });
    }

    @Test
    void rule30_aContextBelowTheApplicationsIsEquippedToo() {
        application.run(context -> {
            try (AnnotationConfigWebApplicationContext below = new AnnotationConfigWebApplicationContext()) {
                below.setParent(context);
                below.setServletContext(new MockServletContext());
                below.register(Below.class);
                below.refresh();

                assertIsFirst(below);
                assertThat(below.getAutowireCapableBeanFactory()
                                .createBean(RequestMappingHandlerAdapter.class)
                                .getArgumentResolvers())
                        .as("what a DispatcherServlet makes by default")
                        .first()
                        .isInstanceOf(CallerArgument.class);
            }
        });
    }

    private static void assertIsFirst(ApplicationContext context) {
        assertThat(adapter(context).getArgumentResolvers()).first().isInstanceOf(CallerArgument.class);
        assertThat(adapter(context).getInitBinderArgumentResolvers()).first().isInstanceOf(CallerArgument.class);
        assertThat(context.getBean("handlerExceptionResolver", HandlerExceptionResolver.class))
                .matches(new MvcCallers()::hasEquipped);
    }

    private static RequestMappingHandlerAdapter adapter(ApplicationContext context) {
        return context.getBean(RequestMappingHandlerAdapter.class);
    }

    @Configuration(proxyBeanMethods = false)
    static class PutsItsOwnFirst {

        @Bean
        InitializingBean rearrangement(RequestMappingHandlerAdapter adapter) {
            return () -> {
                List<HandlerMethodArgumentResolver> all = new ArrayList<>(adapter.getArgumentResolvers());
                all.add(0, new CatchAll());
                adapter.setArgumentResolvers(all);
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebMvc
    static class Below {}

    private static final class Stubborn extends RequestMappingHandlerAdapter {

        @Override
        public void setArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
            List<HandlerMethodArgumentResolver> all = new ArrayList<>(resolvers);
            all.add(0, new CatchAll());
            super.setArgumentResolvers(all);
        }
    }
}
