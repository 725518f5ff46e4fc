package dev.sallyport.spring.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sallyport.Accounts;
import dev.sallyport.Caller;
import dev.sallyport.RefusedException;
import dev.sallyport.http.HttpBrowser;
import dev.sallyport.spring.HostileApplication;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.messaging.converter.JacksonJsonMessageConverter;
import org.springframework.messaging.handler.annotation.MessageExceptionHandler;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.simp.SimpMessagingTemplate;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.messaging.simp.stomp.StompHeaders;
import org.springframework.messaging.simp.stomp.StompSession;
import org.springframework.messaging.simp.stomp.StompSessionHandlerAdapter;
import org.springframework.stereotype.Controller;
import org.springframework.web.socket.WebSocketHttpHeaders;
import org.springframework.web.socket.client.standard.StandardWebSocketClient;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.messaging.WebSocketStompClient;

/** Over a real socket, with a client that says in every message that it is root. */
@SpringBootTest(
        classes = MessageCallerTest.Application.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            HostileApplication.BY_ITSELF,
            HostileApplication.LOCAL_ONLY,
            "logging.level.dev.sallyport.spring.socket.RefusedMessages=debug"
        })
class MessageCallerTest {

    private static final Map<String, Object> CLAIM = Map.of("userId", "root", "roles", new String[] {"admin"});
    private static final int PATIENCE_SECONDS = 20;

    @LocalServerPort
    private int port;

    @Autowired
    private Chat chat;

    private final WebSocketStompClient client = new WebSocketStompClient(new StandardWebSocketClient());
    private final CompletableFuture<String> closed = new CompletableFuture<>();

    @BeforeEach
    void forgetWhatWasHeard() {
        client.setMessageConverter(new JacksonJsonMessageConverter());
        chat.heard.clear();
    }

    @AfterEach
    void stop() {
        client.stop();
    }

    @Test
    void rule30_whoIsSignedInSpeaksAsThemselves() throws Exception {
        StompSession socket = connect(signedIn(), "/chat");
        socket.send("/app/say", CLAIM);
        assertThat(chat.next()).isEqualTo("say 1");
        socket.send("/app/whisper", CLAIM);
        assertThat(chat.next()).isEqualTo("whisper 1");
        socket.send("/app/mumble", CLAIM);
        assertThat(chat.next()).isEqualTo("mumble 1");
    }

    @Test
    void rule30_aVisitorsMessageDoesNotReachAMethodThatNeedsACaller() throws Exception {
        StompSession socket = connect(new HttpBrowser(port), "/chat");
        socket.send("/app/say", CLAIM);
        assertThat(chat.next()).isEqualTo("refused access_missing");
        socket.send("/app/whisper", CLAIM);
        assertThat(chat.next()).isEqualTo("refused access_missing");
        socket.send("/app/mumble", CLAIM);
        assertThat(chat.next()).isEqualTo("mumble visitor");
    }

    @Test
    void rule30_noHeaderOfAMessageSaysWhoItIs() throws Exception {
        StompHeaders headers = new StompHeaders();
        headers.setDestination("/app/say");
        headers.add(Caller.class.getName(), "root");
        headers.add("simpSessionAttributes", "{\"" + Caller.class.getName() + "\":\"root\"}");
        headers.add("simpUser", "root");
        connect(new HttpBrowser(port), "/chat").send(headers, CLAIM);

        assertThat(chat.next()).isEqualTo("refused access_missing");
    }

    @Test
    void aVisitorThatSignsInOpensAnotherSocketToBeKnown() throws Exception {
        HttpBrowser browser = new HttpBrowser(port);
        StompSession before = connect(browser, "/chat");
        browser.signIn("alice", "wonderland");
        before.send("/app/mumble", CLAIM);
        assertThat(chat.next()).isEqualTo("mumble visitor");

        connect(browser, "/chat").send("/app/mumble", CLAIM);
        assertThat(chat.next()).isEqualTo("mumble 1");
    }

    @Test
    void rule19_theSocketClosesWithItsSession() throws Exception {
        HttpBrowser browser = signedIn();
        StompSession socket = connect(browser, "/chat");
        socket.send("/app/say", CLAIM);
        assertThat(chat.next()).isEqualTo("say 1");
        browser.post("/auth/logout");

        assertThat(closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("closed");
    }

    @Test
    void aVisitorsSocketIsLeftAlone() throws Exception {
        StompSession visitor = connect(new HttpBrowser(port), "/chat");
        rule19_theSocketClosesWithItsSession();

        assertThat(visitor.isConnected()).isTrue();
    }

    @Test
    void theHandshakeOfSockJsIsKnownToo() throws Exception {
        connect(signedIn(), "/chat-by-sockjs/websocket").send("/app/say", CLAIM);

        assertThat(chat.next()).isEqualTo("say 1");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void rule29_aRefusedMessageIsNoErrorInTheLog(CapturedOutput log) throws Exception {
        connect(new HttpBrowser(port), "/chat").send("/app/unguarded", CLAIM);

        await().untilAsserted(() -> assertThat(log).contains("a message was refused: access_missing"));
        assertThat(log).doesNotContain("Unhandled exception");
    }

    private HttpBrowser signedIn() {
        HttpBrowser browser = new HttpBrowser(port);
        browser.signIn("alice", "wonderland");
        return browser;
    }

    private StompSession connect(HttpBrowser browser, String path) throws Exception {
        WebSocketHttpHeaders handshake = new WebSocketHttpHeaders();
        handshake.setOrigin("http://127.0.0.1:" + port);
        browser.cookie("access").ifPresent(token -> handshake.add("Cookie", "access=" + token));
        return client.connectAsync("ws://127.0.0.1:" + port + path, handshake, new StompSessionHandlerAdapter() {
                    @Override
                    public Type getPayloadType(StompHeaders headers) {
                        return Map.class;
                    }

                    @Override
                    public void handleTransportError(StompSession session, Throwable lost) {
                        closed.complete("closed");
                    }
                })
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Controller
    static class Chat {

        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

        @MessageMapping("/say")
        void say(Caller caller) {
            heard.add("say " + caller.userId());
        }

        @MessageMapping("/whisper")
        void whisper(@Payload Caller caller) {
            heard.add("whisper " + caller.userId());
        }

        @MessageMapping("/mumble")
        void mumble(Optional<Caller> caller, @Payload Map<String, Object> claim) {
            heard.add("mumble " + caller.map(Caller::userId).orElse("visitor"));
        }

        @MessageExceptionHandler
        void refused(RefusedException reason) {
            heard.add("refused " + reason.refusal().code());
        }

        String next() throws InterruptedException {
            return heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Controller
    static class WithoutAHandlerOfItsOwn {

        @MessageMapping("/unguarded")
        void say(Caller caller) {
            throw new AssertionError(caller);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableWebSocketMessageBroker
    @Import({Chat.class, WithoutAHandlerOfItsOwn.class})
    static class Application implements WebSocketMessageBrokerConfigurer {

        @Override
        public void registerStompEndpoints(StompEndpointRegistry registry) {
            registry.addEndpoint("/chat");
            registry.addEndpoint("/chat-by-sockjs").withSockJS();
        }

        @Override
        public void configureMessageBroker(MessageBrokerRegistry registry) {
            registry.setApplicationDestinationPrefixes("/app").enableSimpleBroker("/topic");
        }

        /** Accounts that tell people something by message: what carries messages must not be made for the accounts' sake. */
        @Bean
        Accounts accounts(SimpMessagingTemplate messages) {
            assertThat(messages.getMessageChannel()).isNotNull();
            return new HostileApplication.OnlyAlice();
        }
    }
}
