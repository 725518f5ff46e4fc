package dev.sallyport.spring.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.http.HttpBrowser;
import dev.sallyport.spring.HostileApplication;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.ModelAndView;

/** In every dispatch the Servlet API names the caller: {@code getUserPrincipal}, {@code getRemoteUser}, {@code isUserInRole}. */
@SpringBootTest(
        classes = ServletCallerTest.Application.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {HostileApplication.BY_ITSELF, HostileApplication.LOCAL_ONLY})
class ServletCallerTest {

    @LocalServerPort
    private int port;

    @Autowired
    private Witness witness;

    @BeforeEach
    void forget() {
        witness.seen.clear();
    }

    @ParameterizedTest
    @CsvSource({
        "/principal, REQUEST",
        "/later, ASYNC",
        "/started-by-hand, ASYNC",
        "/refused, ERROR",
        "/forwarded, FORWARD"
    })
    void it_is_who_signed_in(String path, DispatcherType dispatch) {
        HttpBrowser alice = new HttpBrowser(port);
        alice.signIn("alice", "wonderland");
        witness.seen.clear();

        alice.get(path);

        assertThat(witness.seen).containsEntry(dispatch, "1 1 user:true admin:false");
    }

    @ParameterizedTest
    @CsvSource({"/principal, REQUEST", "/later, ASYNC", "/refused, ERROR", "/forwarded, FORWARD"})
    void a_visitor_is_nobody(String path, DispatcherType dispatch) {
        new HttpBrowser(port).get(path + "?userId=1");

        assertThat(witness.seen).containsEntry(dispatch, "null null user:false admin:false");
    }

    static final class Witness extends HttpFilter {

        private static final long serialVersionUID = 1L;

        private final transient Map<DispatcherType, String> seen = new ConcurrentHashMap<>();

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            Principal principal = request.getUserPrincipal();
            seen.put(
                    request.getDispatcherType(),
                    (principal == null ? null : principal.getName()) + " " + request.getRemoteUser() + " user:"
                            + request.isUserInRole("user") + " admin:" + request.isUserInRole("admin"));
            chain.doFilter(request, response);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(HostileApplication.class)
    static class Application {

        @Bean
        Witness witness() {
            return new Witness();
        }

        @Bean
        FilterRegistrationBean<Witness> witnessRegistration(Witness witness) {
            FilterRegistrationBean<Witness> registration = new FilterRegistrationBean<>(witness);
            registration.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
            registration.setAsyncSupported(true);
            return registration;
        }

        @Bean
        Pages pages() {
            return new Pages();
        }
    }

    @RestController
    static class Pages {

        @GetMapping("/principal")
        String principal() {
            return "";
        }

        @GetMapping("/later")
        Callable<String> later() {
            return () -> "";
        }

        /** Without the wrapped request, so that the container dispatches its own. */
        @GetMapping("/started-by-hand")
        void startedByHand(HttpServletRequest request) {
            if (request.getDispatcherType() != DispatcherType.ASYNC) {
                request.startAsync().dispatch();
            }
        }

        @GetMapping("/refused")
        void refused(HttpServletResponse response) throws IOException {
            response.sendError(HttpServletResponse.SC_CONFLICT);
        }

        @GetMapping("/forwarded")
        ModelAndView forwarded() {
            return new ModelAndView("forward:/principal");
        }
    }
}
