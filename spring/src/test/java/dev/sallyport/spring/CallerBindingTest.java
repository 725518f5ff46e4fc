package dev.sallyport.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;

import com.google.gson.Gson;
import dev.sallyport.Caller;
import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.data.web.ProjectingJacksonHttpMessageConverter;
import org.springframework.data.web.ProxyingHandlerMethodArgumentResolver;
import org.springframework.format.support.DefaultFormattingConversionService;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.json.GsonHttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.messaging.converter.GsonMessageConverter;
import org.springframework.messaging.converter.JacksonJsonMessageConverter;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.handler.annotation.support.PayloadMethodArgumentResolver;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.mock.web.MockPart;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Without anything of ours in Spring MVC, so that each of its ways to make an argument is tried on a request that says in
 * every place whom it would like to be, and on one that says nothing.
 */
class CallerBindingTest {

    private static final String ROOT = """
            {"userId":"root","sessionId":"1","transport":"COOKIE","roles":["admin"],"methods":["pwd"],
             "authenticatedAt":"2026-01-01T00:00:00Z","accessExpiresAt":"2036-01-01T00:00:00Z",
             "subject":{"userId":"root","sessionId":"1","transport":null,"roles":["admin"]},"authenticated":true}
            """;
    private static final String CLAIM = ROOT.strip().replaceFirst("\\}$", "")
            + ",\"caller\":%1$s,\"by\":%1$s,\"principal\":%1$s,\"callers\":{\"a\":%1$s},\"text\":\"x\"}"
                    .formatted(ROOT);
    private static final List<String> PREFIXES =
            List.of("", "caller.", "by.", "callers[0].", "callers[a].", "caller.subject.", "subject.", "principal.");
    private static final Map<String, String> FIELDS = Map.of(
            "userId", "root",
            "sessionId", "1",
            "transport", "COOKIE",
            "roles", "admin",
            "methods", "pwd",
            "authenticatedAt", "2026-01-01T00:00:00Z",
            "accessExpiresAt", "2036-01-01T00:00:00Z",
            "expiresAt", "2036-01-01T00:00:00Z");

    private final Gullible controller = new Gullible();

    static Stream<Arguments> everyWay() {
        return Arrays.stream(Gullible.class.getDeclaredMethods())
                .map(method -> method.getAnnotation(RequestMapping.class))
                .filter(mapping -> mapping != null)
                .map(mapping -> mapping.value()[0])
                .sorted()
                .flatMap(path -> Stream.of(Arguments.of(path, "Jackson"), Arguments.of(path, "Gson")));
    }

    @ParameterizedTest(name = "{0} with {1}")
    @MethodSource("everyWay")
    void rule30_noRequestMakesACaller(String path, String converter) {
        MockMvc application = MockMvcBuilders.standaloneSetup(controller)
                .setMessageConverters(
                        new ProjectingJacksonHttpMessageConverter(),
                        converter.equals("Gson")
                                ? new GsonHttpMessageConverter()
                                : new JacksonJsonHttpMessageConverter())
                .setCustomArgumentResolvers(
                        new ProxyingHandlerMethodArgumentResolver(DefaultConversionService::new, true))
                .setConversionService(new DefaultFormattingConversionService())
                .build();

        send(application, path.equals("/part") ? multipartOf(path) : json(path));
        send(application, form(path));
        send(application, MockMvcRequestBuilders.post(filledIn(path)));
        send(
                application,
                MockMvcRequestBuilders.post(filledIn(path))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{}"));

        assertThat(controller.met).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bind", "body", "param"})
    void rule30_noFunctionalEndpointMakesOne(String how) {
        RouterFunction<ServerResponse> route = RouterFunctions.route()
                .POST("/f", request -> {
                    controller.meet(read(request, how));
                    return ServerResponse.ok().build();
                })
                .build();
        MockMvc application = MockMvcBuilders.routerFunctions(route)
                .setMessageConverters(new HttpMessageConverter<?>[] {new GsonHttpMessageConverter()})
                .build();

        send(application, json("/f"));
        send(application, form("/f"));

        assertThat(controller.met).isEmpty();
    }

    @Test
    void rule30_noMessageMakesOne() throws Exception {
        MethodParameter parameter =
                MethodParameter.forExecutable(Gullible.class.getDeclaredMethod("bare", Caller.class), 0);

        for (MessageConverter converter : List.of(new JacksonJsonMessageConverter(), new GsonMessageConverter())) {
            assertThatThrownBy(() -> new PayloadMethodArgumentResolver(converter)
                            .resolveArgument(
                                    parameter,
                                    MessageBuilder.withPayload(CLAIM.getBytes(StandardCharsets.UTF_8))
                                            .setHeader("contentType", "application/json")
                                            .build()))
                    .as(converter.toString())
                    .isNotNull();
        }
    }

    @Test
    void rule30_noConverterMakesOne() {
        for (Object from : List.of("root", 1, Map.of("userId", "root"), List.of("root"))) {
            assertThatThrownBy(
                            () -> DefaultConversionService.getSharedInstance().convert(from, Caller.class))
                    .isInstanceOf(ConversionException.class);
        }
    }

    @Test
    void rule30_noBodyMakesAnAuthenticationThatCounts() {
        CallerAuthentication fromABody = new Gson().fromJson("{\"authenticated\":true}", CallerAuthentication.class);

        assertThat(fromABody.isAuthenticated()).isFalse();
        assertThat(fromABody.getPrincipal()).isNull();
    }

    private static Object read(ServerRequest request, String how) throws Exception {
        return switch (how) {
            case "bind" -> request.bind(Caller.class);
            case "body" -> request.body(Caller.class);
            default ->
                DefaultConversionService.getSharedInstance()
                        .convert(request.param("caller").orElseThrow(), Caller.class);
        };
    }

    private static AbstractMockHttpServletRequestBuilder<?> json(String path) {
        return claim(MockMvcRequestBuilders.post(filledIn(path)))
                .contentType(MediaType.APPLICATION_JSON)
                .content(path.equals("/bodies") ? "[" + CLAIM + "]" : CLAIM);
    }

    private static AbstractMockHttpServletRequestBuilder<?> form(String path) {
        return claim(MockMvcRequestBuilders.post(filledIn(path)));
    }

    private static AbstractMockHttpServletRequestBuilder<?> multipartOf(String path) {
        MockPart part = new MockPart("caller", CLAIM.getBytes(StandardCharsets.UTF_8));
        part.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        return claim(multipart(path).part(part));
    }

    private static String filledIn(String path) {
        return path.replace("{caller}", "root");
    }

    private static AbstractMockHttpServletRequestBuilder<?> claim(AbstractMockHttpServletRequestBuilder<?> request) {
        for (String prefix : PREFIXES) {
            FIELDS.forEach((name, value) -> request.param(prefix + name, value));
        }
        return request.param("caller", "root")
                .param("text", "x")
                .header("caller", "root")
                .cookie(new Cookie("caller", "root"))
                .requestAttr("caller", "root")
                .sessionAttr("caller", "root");
    }

    /** Whatever it answers: what counts is whom the method met. */
    private static void send(MockMvc application, AbstractMockHttpServletRequestBuilder<?> request) {
        try {
            application.perform(request);
        } catch (Exception unanswered) {
            assertThat(unanswered).isNotInstanceOf(AssertionError.class);
        }
    }
}
