package dev.sallyport.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sallyport.config.InvalidConfigException.InvalidProperty;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SallyportConfigTest {

    private static final Set<String> NONE = Set.of();

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @MethodSource("wrongValues")
    void each_wrong_value_is_named_with_its_property_and_what_to_do(
            String property, String value, String reason, Consumer<ConfigDraft> mistake) {
        List<InvalidProperty> problems = problems(mistake);

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).property()).isEqualTo("sallyport." + property);
        assertThat(problems.get(0).value()).isEqualTo(value);
        assertThat(problems.get(0).reason()).contains(reason);
    }

    static Stream<Arguments> wrongValues() {
        return Stream.of(times(), names(), anonymousPaths(), origins()).flatMap(rows -> rows);
    }

    private static Stream<Arguments> times() {
        return Stream.of(
                row("access-token.issuer", " ", "must not be blank", draft -> draft.issuer = " "),
                row("access-token.audience", "", "must not be blank", draft -> draft.audience = ""),
                row("access-token.lifetime", "0s", "at least one second", draft -> draft.accessLifetime = seconds(0)),
                row("access-token.lifetime", "-1s", "at least one second", draft -> draft.accessLifetime = seconds(-1)),
                row("access-token.leeway", "-1s", "between 0s and 60s", draft -> draft.leeway = seconds(-1)),
                row("access-token.leeway", "61s", "between 0s and 60s", draft -> draft.leeway = seconds(61)),
                row("refresh-token.lifetime", "299s", "shorter", draft -> draft.sessionLifetime = seconds(299)),
                row("refresh-token.grace", "-1s", "between 0s and 300s", draft -> draft.grace = seconds(-1)),
                row("refresh-token.grace", "301s", "between 0s and 300s", draft -> draft.grace = seconds(301)),
                row("refresh-token.idle", "299s", "shorter", draft -> draft.idle = Optional.of(seconds(299))));
    }

    private static Stream<Arguments> names() {
        return Stream.of(
                row("path", "auth", "absolute path", draft -> draft.path = "auth"),
                row("path", "/auth/", "without a slash at the end", draft -> draft.path = "/auth/"),
                row("path", "/", "such as /auth", draft -> draft.path = "/"),
                row("path", "", "such as /auth", draft -> draft.path = ""),
                row("path", "/a?b", "such as /auth", draft -> draft.path = "/a?b"),
                row("cookie.access-name", "a b", "cookie name", draft -> draft.cookieNames(true, "a b", "r", "v")),
                row("cookie.refresh-name", "", "cookie name", draft -> draft.cookieNames(true, "a", "", "v")),
                row("cookie.visitor-name", "v;", "cookie name", draft -> draft.cookieNames(true, "a", "r", "v;")),
                row("cookie.device-name", "d d", "cookie name", draft -> draft.cookieNames(true, "a", "r", "v", "d d")),
                row(
                        "cookie.access-name",
                        "__Host-a",
                        "Secure",
                        draft -> draft.cookieNames(false, "__Host-a", "r", "v")),
                row(
                        "cookie.*-name",
                        "a, a, v, d, XSRF-TOKEN",
                        "its own",
                        draft -> draft.cookieNames(true, "a", "a", "v")),
                row("csrf.cookie-name", "x=", "cookie name", draft -> draft.csrf("x=", "X-T")),
                row("csrf.cookie-name", "__Http-t", "must read", draft -> draft.csrf("__Http-t", "X-T")),
                row("csrf.cookie-name", "__host-http-t", "must read", draft -> draft.csrf("__host-http-t", "X-T")),
                row("csrf.header-name", "X T", "header name", draft -> draft.csrf("t", "X T")),
                row("csrf.header-name", "Accept", "preflight", draft -> draft.csrf("t", "Accept")),
                row("csrf.header-name", "content-TYPE", "preflight", draft -> draft.csrf("t", "content-TYPE")));
    }

    private static Stream<Arguments> anonymousPaths() {
        return Stream.of(
                        Stream.of(
                                "payment/return",
                                "",
                                "//x",
                                "/x//y",
                                "/x/**",
                                "/x/*",
                                "/{x}",
                                "/x?y=1",
                                "/x#y",
                                "/x y"),
                        Stream.of("/x/../y", "/x/..", "/./x", "/x%2fy", "/x;y", "/x\\y", "/x\u0000", "/[x]", "/x\n"))
                .flatMap(paths -> paths)
                .map(path -> row(
                        "csrf.anonymous-paths", path, "one exact path", draft -> draft.anonymousPaths = Set.of(path)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth", "/auth/", "/auth/login", "/auth/social/x/callback", "/.well-known/jwks.json"})
    void no_address_of_the_gate_is_let_in_as_nobodys(String path) {
        assertThat(problems(draft -> draft.anonymousPaths = Set.of(path)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason()).contains("no exception"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/payment/return", "/payment/return/", "/authority", "/a.b/...", "/zur\u00fcck", "/Auth/x"})
    void an_exact_path_of_the_application_may_be(String path) {
        ConfigDraft draft = new ConfigDraft();
        draft.anonymousPaths = Set.of(path);

        assertThat(draft.build().csrf().anonymousPaths()).containsExactly(path);
    }

    private static Stream<Arguments> origins() {
        return Stream.of(
                row(
                        "public-origin",
                        "https://a.example/",
                        "slash",
                        draft -> draft.publicOrigin = Optional.of("https://a.example/")),
                row("cors.allowed-origins", "*", "exact origins", draft -> draft.allowedOrigins = List.of("*")),
                row("cors.allowed-origins", "null", "sandboxed", draft -> draft.allowedOrigins = List.of("null")),
                row(
                        "cors.allowed-origins",
                        "https://A.example",
                        "write https://a.example",
                        draft -> draft.allowedOrigins = List.of("https://good.example", "https://A.example")),
                row(
                        "cors.allowed-origin-patterns",
                        "https://.*example\\.com",
                        "admits https://evilexample.com",
                        draft -> draft.allowedPatterns = List.of("https://a\\.example", "https://.*example\\.com")),
                row("cors.allowed-origins", "http://a.example", "write https://", draft -> {
                    draft.publicOrigin = Optional.of("https://b.example");
                    draft.allowedOrigins = List.of("http://a.example");
                }),
                row(
                        "cors.allowed-origins",
                        "http://a.example",
                        "write https://",
                        draft -> draft.allowedOrigins = List.of("http://a.example")),
                row(
                        "cors.allowed-origins",
                        "https://127.1",
                        "four numbers",
                        draft -> draft.allowedOrigins = List.of("https://127.1")),
                row(
                        "public-origin",
                        "https://[::01]",
                        "write this address as [::1]",
                        draft -> draft.publicOrigin = Optional.of("https://[::01]")),
                row(
                        "trusted-proxies",
                        "proxy",
                        "names are never looked up",
                        draft -> draft.trustedProxies = List.of("10.0.0.0/8", "proxy")),
                row("public-origin", "app://x", "http or https", draft -> {
                    draft.publicOrigin = Optional.of("app://x");
                }),
                row(
                        "cors.allowed-origins",
                        "app://x",
                        "list header in sallyport.transports",
                        draft -> draft.allowedOrigins = List.of("app://x")),
                row(
                        "cors.allowed-origin-patterns",
                        "app://x",
                        "https://",
                        draft -> draft.allowedPatterns = List.of("app://x")),
                row("cors.max-age", "-1s", "negative", draft -> draft.cors(NONE, NONE, NONE, seconds(-1))),
                row("cors.allowed-methods", "*", "plain", draft -> draft.cors(Set.of("*"), NONE, NONE, seconds(1))),
                row("cors.allowed-headers", "*", "plain", draft -> draft.cors(NONE, Set.of("*"), NONE, seconds(1))),
                row("cors.allowed-headers", "a b", "plain", draft -> draft.cors(NONE, Set.of("a b"), NONE, seconds(1))),
                row("cors.exposed-headers", "*", "plain", draft -> draft.cors(NONE, NONE, Set.of("*"), seconds(1))),
                row(
                        "cors.exposed-headers",
                        "set-cookie",
                        "leave it out",
                        draft -> draft.cors(NONE, NONE, Set.of("set-cookie"), seconds(1))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "TRACE", "TRACK", "trace", "get", "Post"})
    void a_method_that_no_page_sends_so_is_not_to_be_allowed(String method) {
        assertThat(problems(draft -> draft.cors(Set.of(method, "PATCH", "patch", "REPORT"), NONE, NONE, seconds(1))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.property()).isEqualTo("sallyport.cors.allowed-methods"))
                .satisfies(problem -> assertThat(problem.value()).isEqualTo(method));
    }

    /** The forbidden request-headers of the Fetch standard: a page that asks for one is told nothing, and sends none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept-Charset",
                "accept-encoding",
                "Access-Control-Request-Method",
                "Connection",
                "Content-Length",
                "Cookie",
                "cookie2",
                "Date",
                "DNT",
                "Expect",
                "HOST",
                "Keep-Alive",
                "Origin",
                "Referer",
                "Set-Cookie",
                "TE",
                "Trailer",
                "Transfer-Encoding",
                "Upgrade",
                "Via",
                "Proxy-Authorization",
                "Sec-Fetch-Site",
                "sec-x"
            })
    void a_header_that_no_script_may_set_is_not_to_be_allowed_nor_to_carry_the_csrf_token(String header) {
        assertThat(problems(draft -> draft.cors(NONE, Set.of(header, "X-Mine", "Authorization"), NONE, seconds(1))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.property()).isEqualTo("sallyport.cors.allowed-headers"))
                .satisfies(problem -> assertThat(problem.value()).isEqualTo(header));
        assertThat(problems(draft -> draft.csrf("t", header)))
                .extracting(InvalidProperty::property)
                .containsExactly("sallyport.csrf.header-name");
    }

    @Test
    void everything_that_is_wrong_is_told_at_once() {
        List<InvalidProperty> problems = problems(draft -> {
            draft.path = "auth";
            draft.issuer = "";
            draft.grace = seconds(301);
            draft.allowedOrigins = List.of("*", "null");
            draft.allowedPatterns = List.of(".*", "https://a.example");
            draft.trustedProxies = List.of("localhost");
            draft.csrf("t", "Accept");
        });

        assertThat(problems)
                .extracting(InvalidProperty::property)
                .containsExactlyInAnyOrder(
                        "sallyport.path",
                        "sallyport.access-token.issuer",
                        "sallyport.refresh-token.grace",
                        "sallyport.cors.allowed-origins",
                        "sallyport.cors.allowed-origins",
                        "sallyport.cors.allowed-origin-patterns",
                        "sallyport.cors.allowed-origin-patterns",
                        "sallyport.trusted-proxies",
                        "sallyport.csrf.header-name");
    }

    @Test
    void the_message_lists_every_problem_on_a_line_of_its_own() {
        var refused = catchThrowableOfType(
                InvalidConfigException.class,
                () -> draft(draft -> {
                            draft.path = "auth";
                            draft.issuer = "";
                        })
                        .build());

        assertThat(refused.getMessage().lines())
                .containsExactly(
                        "Sallyport cannot start with this configuration:",
                        "  - sallyport.path = auth: must be an absolute path without a slash at the end, such as /auth",
                        "  - sallyport.access-token.issuer = : must not be blank");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_defaults_are_those_of_design(boolean https) {
        SallyportConfig config = SallyportConfig.defaults(https);

        assertThat(config.path()).isEqualTo("/auth");
        assertThat(config.accessToken().settings().lifetime()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.refreshToken().lifetime()).isEqualTo(Duration.ofDays(7));
        assertThat(config.refreshToken().rotation().grace()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.cookies().access()).isEqualTo(https ? "__Host-Http-access" : "access");
        assertThat(config.cookies())
                .isEqualTo(
                        SallyportConfig.builder().secureCookies(https).build().cookies());
        assertThat(config.origins().allowed()).isEmpty();
    }

    @Test
    void values_at_the_very_limit_are_taken() {
        assertThatCode(() -> draft(draft -> {
                            draft.path = "/api/v1.0/auth_~-";
                            draft.accessLifetime = seconds(1);
                            draft.leeway = seconds(60);
                            draft.sessionLifetime = seconds(1);
                            draft.grace = seconds(300);
                            draft.idle = Optional.of(seconds(1));
                            draft.publicOrigin = Optional.of("http://localhost:8080");
                            draft.csrf("__Host-t", "X-T");
                        })
                        .build())
                .doesNotThrowAnyException();
    }

    private static Arguments row(String property, String value, String reason, Consumer<ConfigDraft> mistake) {
        return arguments(property, value, reason, mistake);
    }

    private static List<InvalidProperty> problems(Consumer<ConfigDraft> mistake) {
        return catchThrowableOfType(
                        InvalidConfigException.class, () -> draft(mistake).build())
                .problems();
    }

    private static ConfigDraft draft(Consumer<ConfigDraft> change) {
        ConfigDraft draft = new ConfigDraft();
        change.accept(draft);
        return draft;
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
