package dev.sallyport.spring.tomcat;

import dev.sallyport.Sallyport;
import dev.sallyport.config.SallyportConfig;
import dev.sallyport.spring.exchange.ServletExchange;
import org.apache.catalina.Context;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Has Tomcat refuse so that whoever was refused can read why. It comes after Spring Boot's own customizer and before those of
 * the application, whose word is the last.
 */
public final class TomcatUploads implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory>, Ordered {

    static final String MAX_SWALLOW_SIZE = "server.tomcat.max-swallow-size";

    /** Of a refused upload. After it Tomcat breaks the connection, and a browser shows that in place of the answer. */
    private static final int SWALLOWED = 32 * 1024 * 1024;

    private final TomcatRefusals refusals;
    private final Environment environment;

    /** With promises only: the web server is made before what it serves. */
    public TomcatUploads(
            ObjectProvider<Sallyport> sallyport,
            ObjectProvider<ServletExchange> exchange,
            ObjectProvider<SallyportConfig> config,
            Environment environment) {
        this.refusals = new TomcatRefusals(sallyport, exchange, config);
        this.environment = environment;
    }

    @Override
    public int getOrder() {
        return 1;
    }

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.addContextCustomizers(this::report);
        if (!environment.containsProperty(MAX_SWALLOW_SIZE)) {
            factory.addConnectorCustomizers(TomcatUploads::swallow);
        }
    }

    private void report(Context context) {
        if (context.getParent() instanceof StandardHost host) {
            host.addLifecycleListener(event -> {
                if (event.getType().equals(Lifecycle.BEFORE_START_EVENT) && saysTomcatsWords(host)) {
                    // A host that starts makes one of that name, unless one is there.
                    host.setErrorReportValveClass(TomcatRefusals.class.getName());
                    host.getPipeline().addValve(refusals);
                }
            });
        }
    }

    private static boolean saysTomcatsWords(StandardHost host) {
        return ErrorReportValve.class.getName().equals(host.getErrorReportValveClass());
    }

    private static void swallow(Connector connector) {
        if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
            http.setMaxSwallowSize(SWALLOWED);
        }
    }
}
