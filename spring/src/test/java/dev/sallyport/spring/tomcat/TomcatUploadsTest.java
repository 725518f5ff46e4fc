package dev.sallyport.spring.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Accounts;
import dev.sallyport.Sallyport;
import dev.sallyport.http.RawHttp;
import dev.sallyport.spring.HostileApplication;
import dev.sallyport.spring.SallyportAutoConfiguration;
import dev.sallyport.spring.SallyportTomcatAutoConfiguration;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** What the starter tells Tomcat, and that the application has the last word. */
class TomcatUploadsTest {

    private static final int MEGABYTE = 1024 * 1024;

    private final WebApplicationContextRunner application = new WebApplicationContextRunner(
                    AnnotationConfigServletWebServerApplicationContext::new)
            .withConfiguration(AutoConfigurations.of(
                    SallyportAutoConfiguration.class,
                    SallyportTomcatAutoConfiguration.class,
                    TomcatServletWebServerAutoConfiguration.class))
            .withPropertyValues("server.port=0", HostileApplication.LOCAL_ONLY)
            .withBean(Accounts.class, HostileApplication.OnlyAlice::new);

    @Test
    void moreOfARefusedUploadIsReadThanTomcatWould() {
        application.run(context -> assertThat(swallowed(context)).isEqualTo(32 * MEGABYTE));
    }

    @Test
    void whatThePropertySaysIsLeftAlone() {
        application
                .withPropertyValues("server.tomcat.maxSwallowSize=5MB")
                .run(context -> assertThat(swallowed(context)).isEqualTo(5 * MEGABYTE));
    }

    @Test
    void whatTheApplicationsOwnCustomizersSayIsSaidLast() {
        application.withBean(OwnManners.class).run(context -> {
            assertThat(swallowed(context)).isEqualTo(7 * MEGABYTE);
            assertThat(new RawHttp(tomcat(context).getPort()).send("GET /| HTTP/1.1\r\n\r\n"))
                    .endsWith("our own words");
        });
    }

    @Test
    void withoutTomcatThereIsNothingToTell() {
        new WebApplicationContextRunner()
                .withClassLoader(new FilteredClassLoader(ConfigurableTomcatWebServerFactory.class))
                .withConfiguration(
                        AutoConfigurations.of(SallyportAutoConfiguration.class, SallyportTomcatAutoConfiguration.class))
                .withBean(Accounts.class, HostileApplication.OnlyAlice::new)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(Sallyport.class)
                        .doesNotHaveBean("sallyportTomcatManners"));
    }

    private static int swallowed(AssertableWebApplicationContext context) {
        var handler = tomcat(context).getTomcat().getConnector().getProtocolHandler();
        return ((AbstractHttp11Protocol<?>) handler).getMaxSwallowSize();
    }

    private static TomcatWebServer tomcat(AssertableWebApplicationContext context) {
        var server = context.getSourceApplicationContext(ServletWebServerApplicationContext.class);
        return (TomcatWebServer) server.getWebServer();
    }

    static final class OwnManners implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

        @Override
        public void customize(ConfigurableTomcatWebServerFactory factory) {
            factory.addConnectorCustomizers(
                    connector -> connector.setProperty("maxSwallowSize", String.valueOf(7 * MEGABYTE)));
            factory.addContextCustomizers(context ->
                    ((StandardHost) context.getParent()).setErrorReportValveClass(OwnReport.class.getName()));
        }
    }

    /** Made by Tomcat from its name. */
    public static final class OwnReport extends ErrorReportValve {

        @Override
        protected void report(Request request, Response response, Throwable thrown) {
            try {
                if (response.setErrorReported()) {
                    response.getReporter().write("our own words");
                    response.finishResponse();
                }
            } catch (IOException brokenOff) {
                throw new java.io.UncheckedIOException(brokenOff);
            }
        }
    }
}
