package dev.sallyport.spring.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.sallyport.http.HttpBrowser;
import dev.sallyport.spring.HostileApplication;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * What our filters leave for the garbage collector at each request in a real container, between a filter in front of them and one
 * behind. Bytes and not time: they are the same on a busy machine.
 */
@SpringBootTest(
        classes = RequestCostTest.Application.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {HostileApplication.BY_ITSELF, HostileApplication.LOCAL_ONLY})
class RequestCostTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WARM = 3_000;
    private static final int MEASURED = 301;

    @LocalServerPort
    private int port;

    @Autowired
    private Outside outside;

    @Test
    void aSignedInGet() {
        HttpBrowser alice = signedIn();
        assertThat(cost("GET", () -> alice.get("/measured"))).isLessThan(1_024);
    }

    @Test
    void aPostThroughBothDoors() {
        HttpBrowser alice = signedIn();
        assertThat(cost("POST", () -> alice.post("/measured"))).isLessThan(2_048);
    }

    @Test
    void aVisitor() {
        HttpBrowser visitor = new HttpBrowser(port);
        assertThat(cost("visitor", () -> visitor.get("/measured"))).isLessThan(256);
    }

    private HttpBrowser signedIn() {
        HttpBrowser alice = new HttpBrowser(port);
        alice.signIn("alice", "wonderland");
        return alice;
    }

    /** The median, since what is compiled or grown in the midst of a request counts with it. */
    private long cost(String name, Runnable request) {
        for (int i = 0; i < WARM; i++) {
            request.run();
        }
        long[] bytes = new long[MEASURED];
        for (int i = 0; i < MEASURED; i++) {
            request.run();
            bytes[i] = outside.latest;
        }
        Arrays.sort(bytes);
        if (Boolean.getBoolean("figures")) {
            System.out.printf("%-8s %,8d bytes%n", name, bytes[MEASURED / 2]);
        }
        return bytes[MEASURED / 2];
    }

    private static long allocated() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }

    /**
     * In front of the gate. The container makes a text of each header field once, for whoever asks first, and one of the
     * server's name and of the path for whoever asks.
     */
    private static final class Outside extends HttpFilter {

        private static final long serialVersionUID = 1L;

        private transient volatile long latest;

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            for (String name : Collections.list(request.getHeaderNames())) {
                Collections.list(request.getHeaders(name));
            }
            long asked = allocated();
            request.getServerName();
            request.getServletPath();
            long before = allocated();
            long container = before - asked;
            chain.doFilter(request, response);
            long all = allocated() - before;
            latest = request.getAttribute("inside") instanceof Long inside ? all - inside - container : -1;
        }
    }

    /** Behind the gate, in the application's place. */
    private static final class Inside extends HttpFilter {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            if (!request.getServletPath().equals("/measured")) {
                chain.doFilter(request, response);
                return;
            }
            long before = allocated();
            response.setContentType("application/json");
            response.getOutputStream().write('1');
            request.setAttribute("inside", allocated() - before);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(HostileApplication.class)
    static class Application {

        @Bean
        Outside outside() {
            return new Outside();
        }

        @Bean
        FilterRegistrationBean<Outside> inFront(Outside outside) {
            FilterRegistrationBean<Outside> registration = new FilterRegistrationBean<>(outside);
            registration.setOrder(FilterConfiguration.ORDER - 1);
            return registration;
        }

        @Bean
        FilterRegistrationBean<Inside> behind() {
            FilterRegistrationBean<Inside> registration = new FilterRegistrationBean<>(new Inside());
            registration.setOrder(FilterConfiguration.ORDER + 2);
            return registration;
        }
    }
}
