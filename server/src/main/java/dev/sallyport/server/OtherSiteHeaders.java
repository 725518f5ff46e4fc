package dev.sallyport.server;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * What is different for the demo's page that plays another site, at the other name of this computer. Its policy is as strict
 * as the demo's, but that it may send to the demo, and to nobody else; on any other host to nobody at all.
 */
@Component
@ConditionalOnBooleanProperty(name = "sallyport.demo.enabled", matchIfMissing = true)
class OtherSiteHeaders implements HandlerInterceptor, WebMvcConfigurer {

    private static final String PATH = "/other-site.html";

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src %1$s; form-action %1$s; "
                    + "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns(PATH);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        response.setHeader("Content-Security-Policy", POLICY.formatted(victim(request)));
        // It and the demo are to be strangers, also where one opened the other.
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        return true;
    }

    // Only these two names, spelt out here: what a request calls its host must not get into a policy.
    private static String victim(HttpServletRequest request) {
        return switch (request.getServerName()) {
            case "localhost" -> request.getScheme() + "://127.0.0.1:" + request.getServerPort();
            case "127.0.0.1" -> request.getScheme() + "://localhost:" + request.getServerPort();
            default -> "'none'";
        };
    }
}
