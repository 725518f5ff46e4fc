package dev.sallyport;

import static dev.sallyport.Browser.ACCESS;
import static dev.sallyport.Browser.text;

import dev.sallyport.config.ConfigDraft;
import dev.sallyport.session.Transport;
import dev.sallyport.social.ProviderCredential;
import dev.sallyport.web.Reply;
import dev.sallyport.web.RequestBuilder;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Alice is signed in by cookies, and something attaches an Authorization header to whatever her browser sends. Bob has three
 * sessions in header form: one's access token has expired, one has ended, one is as it should be.
 */
final class EndpointScene implements AutoCloseable {

    /** What the attached header may be; the scheme of all but the first is one of ours. */
    enum Attached {
        FOREIGN_SCHEME,
        NO_TOKEN,
        GARBAGE,
        FOREIGN_JWT,
        A_COOKIES_TOKEN,
        EXPIRED_OURS,
        ENDED_OURS,
        LIVE_OURS;

        /** Whether it is a token that this server gave out, for a header. */
        boolean isOurs() {
            return compareTo(EXPIRED_OURS) >= 0;
        }
    }

    private final SocialScene social = new SocialScene(allTransports());
    private final Map<Attached, String> headers = new EnumMap<>(Attached.class);
    private final Map<String, String> namesOfSessions = new LinkedHashMap<>();
    final Gate gate = social.gate;
    final Browser alice = gate.browser();

    /** The refresh token of Bob's session that is as it should be. */
    final String bobsRefreshToken;

    EndpointScene() {
        Reply expired = signIn(gate, RequestBuilder.request("POST", "/auth/login"));
        gate.clock().advance(Duration.ofMinutes(6));
        Reply ended = signIn(gate, RequestBuilder.request("POST", "/auth/login"));
        Reply live = signIn(gate, RequestBuilder.request("POST", "/auth/login"));
        Browser ofCookies = gate.browser().signedIn("bob");
        Reply elsewhere = signIn(new Gate(allTransports()), RequestBuilder.request("POST", "/auth/login"));
        bobsRefreshToken = text(live, "refreshToken");
        alice.signedIn("alice");
        headers.put(Attached.FOREIGN_SCHEME, "Basic YWxpY2U6d29uZGVybGFuZA==");
        headers.put(Attached.NO_TOKEN, "Bearer");
        headers.put(Attached.GARBAGE, "JWT gar.ba.ge");
        headers.put(Attached.FOREIGN_JWT, bearer(elsewhere));
        headers.put(
                Attached.A_COOKIES_TOKEN, "JWT " + ofCookies.jar().value(ACCESS).orElseThrow());
        headers.put(Attached.EXPIRED_OURS, bearer(expired));
        headers.put(Attached.ENDED_OURS, bearer(ended));
        headers.put(Attached.LIVE_OURS, bearer(live));
        namesOfSessions.put(text(expired, "session", "id"), "bob's expired");
        namesOfSessions.put(text(live, "session", "id"), "bob's");
        namesOfSessions.put(alice.sessionId(), "alice's");
        gate.sallyport()
                .signOut(RequestBuilder.request("POST", "/auth/logout")
                        .header("Authorization", headers.get(Attached.ENDED_OURS))
                        .build());
        ofCookies.signOut();
    }

    /** Alice's browser from now on. */
    Browser alice(Attached attached) {
        return attached(attached, alice);
    }

    Browser attached(Attached attached, Browser browser) {
        return browser.attaching(headers.get(attached));
    }

    /** Those of the three sessions that were there at first and still are. */
    List<String> remaining() {
        return Stream.of("id-of-alice", "id-of-bob")
                .flatMap(user -> gate.store().liveSessions(user, gate.clock().instant()).stream())
                .flatMap(session -> Stream.ofNullable(namesOfSessions.get(session.id())))
                .toList();
    }

    /** With an ID token that alice's page had made for its visitor. */
    Reply exchange(RequestBuilder request) {
        ProviderCredential evidence = social.idTokenOf(alice);
        return gate.sallyport()
                .social()
                .exchange(request.build(), "test", () -> new Social.Exchange(Optional.empty(), evidence));
    }

    /** There and back. */
    Reply trip(Browser browser) {
        return social.signIn(browser);
    }

    /** What the cookies alone answer for, though this is attached. */
    Map<String, Function<RequestBuilder, Reply>> judgedByCookies(Attached attached) {
        Map<String, Function<RequestBuilder, Reply>> endpoints = new LinkedHashMap<>();
        endpoints.put("login", request -> gate.signIn(request, "alice", People.PASSWORD));
        endpoints.put("exchange", this::exchange);
        endpoints.put("refresh", gate::refresh);
        endpoints.put("probe", request -> gate.sallyport().examine(request.build(), Optional.empty()));
        if (!attached.isOurs()) {
            endpoints.put("logout", request -> gate.sallyport().signOut(request.build()));
        }
        if (attached == Attached.FOREIGN_SCHEME) {
            endpoints.putAll(account());
        }
        return endpoints;
    }

    /** What is for the caller, as POST; the last ends all sessions. */
    Map<String, Function<RequestBuilder, Reply>> account() {
        Map<String, Function<RequestBuilder, Reply>> endpoints = new LinkedHashMap<>();
        endpoints.put("sessions", request -> gate.sallyport().sessions(request.build()));
        endpoints.put("identities", request -> gate.sallyport().social().identities(request.build()));
        endpoints.put("link", request -> gate.sallyport().social().link(request.build(), "test", Optional::empty));
        endpoints.put("logout/all", request -> gate.sallyport().signOutEverywhere(request.build()));
        return endpoints;
    }

    /** Bob, in header form. */
    static Reply signIn(Gate gate, RequestBuilder request) {
        return gate.sallyport()
                .signIn(
                        request.build(),
                        () -> SignIn.withPassword(
                                Optional.of("header"), () -> gate.people().authenticate("bob", People.PASSWORD)));
    }

    private static String bearer(Reply reply) {
        return "Bearer " + text(reply, "accessToken");
    }

    private static ConfigDraft allTransports() {
        ConfigDraft draft = new ConfigDraft();
        draft.transports = List.of(Transport.values());
        return draft;
    }

    @Override
    public void close() {
        social.close();
    }
}
