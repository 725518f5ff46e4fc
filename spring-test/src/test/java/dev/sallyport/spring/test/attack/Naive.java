package dev.sallyport.spring.test.attack;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.json.JsonMapper;

/** An application as tutorials build it, with the holes that they leave. Nothing of Sallyport is in it. */
@TestConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    PropertyPlaceholderAutoConfiguration.class,
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class
})
class Naive {

    /** What its cookies are for. */
    enum Variant {
        /** The page keeps the token in localStorage and sends it in a header field. */
        LOCAL_STORAGE,
        /** A cookie holds the token too, and nothing asks who sent the request. */
        COOKIE,
        /** As before, with a CSRF token that has to equal its own cookie. */
        DOUBLE_SUBMIT
    }

    static final String PASSWORD = "correct horse battery staple";

    private static final ThreadLocal<String> USER = new ThreadLocal<>();

    @Bean
    TutorialFilter filter(@Value("${naive.variant}") Variant variant) {
        return new TutorialFilter(variant);
    }

    /** Whom a request names, in a form or by the filter. */
    record Account(String user) {}

    @RestController
    static class Pages {

        private final Map<String, String> texts = new ConcurrentHashMap<>();
        private final Map<String, String> refreshTokens = new ConcurrentHashMap<>();

        @PostMapping("/login")
        Map<String, String> login(HttpServletRequest request, HttpServletResponse response) throws IOException {
            Map<?, ?> members = members(request);
            if (!"ann".equals(members.get("username")) || !PASSWORD.equals(members.get("password"))) {
                throw new ResponseStatusException(HttpStatus.UNAUTHORIZED);
            }
            TutorialFilter.cookie(request, "sid").ifPresent(sid -> TutorialFilter.SESSIONS.put(sid, "ann"));
            return tokens("ann", response);
        }

        @PostMapping("/refresh")
        Map<String, String> refresh(@RequestBody Map<String, String> members, HttpServletResponse response) {
            String user = refreshTokens.remove(members.get("refreshToken"));
            if (user == null) {
                throw new ResponseStatusException(HttpStatus.UNAUTHORIZED);
            }
            return tokens(user, response);
        }

        @PostMapping("/logout")
        void logout() {}

        @GetMapping("/api/profile")
        Map<String, String> show(@ModelAttribute Account account) {
            return Map.of("text", texts.getOrDefault(user(account), ""));
        }

        @PostMapping("/api/profile")
        void change(@ModelAttribute Account account, HttpServletRequest request) throws IOException {
            texts.put(user(account), members(request).get("text").toString());
        }

        @GetMapping("/api/report")
        Callable<String> report() {
            return () -> "report of " + user(new Account(null));
        }

        private Map<String, String> tokens(String user, HttpServletResponse response) {
            String token = TutorialFilter.sign(user);
            String refreshToken = UUID.randomUUID().toString();
            refreshTokens.put(refreshToken, user);
            response.addHeader("Set-Cookie", "token=" + token + "; Path=/; HttpOnly");
            return Map.of("token", token, "refreshToken", refreshToken);
        }

        private static String user(Account account) {
            return Optional.ofNullable(USER.get())
                    .or(() -> Optional.ofNullable(account.user()))
                    .orElseThrow(() -> new ResponseStatusException(HttpStatus.UNAUTHORIZED));
        }

        private static Map<?, ?> members(HttpServletRequest request) throws IOException {
            return request.getParameter("text") != null || request.getParameter("username") != null
                    ? request.getParameterMap().entrySet().stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue()[0]))
                    : JsonMapper.shared().readValue(request.getInputStream(), Map.class);
        }
    }

    /** The filter that is copied from one tutorial to the next. */
    static class TutorialFilter extends OncePerRequestFilter {

        private static final Map<String, String> SESSIONS = new ConcurrentHashMap<>();
        private static final byte[] KEY =
                "a key that everybody reads in the repository".getBytes(StandardCharsets.UTF_8);

        private final Variant variant;

        TutorialFilter(Variant variant) {
            this.variant = variant;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest sent, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            HttpServletRequest request = overridden(sent);
            reflectOrigin(request, response);
            if (request.getMethod().equals("OPTIONS")) {
                return;
            }
            if (cookie(request, "XSRF-TOKEN").isEmpty()) {
                response.addHeader("Set-Cookie", "XSRF-TOKEN=" + UUID.randomUUID() + "; Path=/");
                response.addHeader("Set-Cookie", "sid=" + UUID.randomUUID() + "; Path=/; HttpOnly");
            }
            if (variant == Variant.DOUBLE_SUBMIT
                    && sent.getMethod().equals("POST")
                    && !request.getRequestURI().equals("/login")
                    && !isSubmittedTwice(request)) {
                response.sendError(403);
                return;
            }
            token(request)
                    .flatMap(TutorialFilter::verify)
                    .or(() -> session(request))
                    .ifPresent(USER::set);
            try {
                chain.doFilter(request, response);
            } finally {
                USER.remove();
            }
        }

        private Optional<String> token(HttpServletRequest request) {
            return Optional.ofNullable(request.getHeader("Authorization"))
                    .map(value -> value.substring(value.indexOf(' ') + 1))
                    .or(() -> Optional.ofNullable(request.getParameter("token")))
                    .or(() -> variant == Variant.LOCAL_STORAGE ? Optional.empty() : cookie(request, "token"));
        }

        private Optional<String> session(HttpServletRequest request) {
            return variant == Variant.LOCAL_STORAGE
                    ? Optional.empty()
                    : cookie(request, "sid").map(SESSIONS::get);
        }

        private static boolean isSubmittedTwice(HttpServletRequest request) {
            String sent = Optional.ofNullable(request.getHeader("X-XSRF-TOKEN")).orElse(request.getParameter("_csrf"));
            return cookie(request, "XSRF-TOKEN")
                    .filter(token -> token.equals(sent))
                    .isPresent();
        }

        private static HttpServletRequest overridden(HttpServletRequest request) {
            String method = request.getHeader("X-HTTP-Method-Override");
            return method == null
                    ? request
                    : new HttpServletRequestWrapper(request) {
                        @Override
                        public String getMethod() {
                            return method;
                        }
                    };
        }

        private static void reflectOrigin(HttpServletRequest request, HttpServletResponse response) {
            if (request.getHeader("Origin") != null) {
                response.setHeader("Access-Control-Allow-Origin", request.getHeader("Origin"));
                response.setHeader("Access-Control-Allow-Credentials", "true");
                response.setHeader("Access-Control-Allow-Headers", "content-type");
            }
        }

        static Optional<String> cookie(HttpServletRequest request, String name) {
            return Arrays.stream(request.getCookies() == null ? new Cookie[0] : request.getCookies())
                    .filter(cookie -> cookie.getName().equals(name))
                    .map(Cookie::getValue)
                    .findFirst();
        }

        static String sign(String user) {
            try {
                SignedJWT token = new SignedJWT(
                        new JWSHeader(JWSAlgorithm.HS256),
                        new JWTClaimsSet.Builder().subject(user).build());
                token.sign(new MACSigner(KEY));
                return token.serialize();
            } catch (JOSEException unsigned) {
                throw new IllegalStateException(unsigned);
            }
        }

        private static Optional<String> verify(String token) {
            try {
                SignedJWT parsed = SignedJWT.parse(token);
                return parsed.verify(new MACVerifier(KEY))
                        ? Optional.of(parsed.getJWTClaimsSet().getSubject())
                        : Optional.empty();
            } catch (ParseException | JOSEException noToken) {
                return Optional.empty();
            }
        }
    }
}
