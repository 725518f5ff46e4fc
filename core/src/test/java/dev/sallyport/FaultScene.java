package dev.sallyport;

import dev.sallyport.session.RefreshTokenFamily;
import dev.sallyport.session.RevocationSource;
import dev.sallyport.session.Sample;
import dev.sallyport.session.Session;
import dev.sallyport.session.SessionStore;
import dev.sallyport.session.StoreUnavailableException;
import dev.sallyport.social.Identity;
import dev.sallyport.social.Profile;
import dev.sallyport.social.ProviderCredential;
import dev.sallyport.social.SocialStore.Link;
import dev.sallyport.web.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** A user with two browsers signed in, and what the database says of them. */
final class FaultScene {

    /** What somebody asks for, and how it comes to that. */
    enum Operation {
        SIGN_IN(scene -> scene.stranger.open(), scene -> outcome(scene.stranger.signIn(scene.name))),
        EXCHANGE(FaultScene::bringIdToken, scene -> outcome(scene.social.exchange(scene.stranger, scene.evidence()))),
        SIGN_IN_AGAIN(scene -> {}, scene -> outcome(scene.browser.signIn(scene.name))),
        REFRESH(scene -> {}, scene -> outcome(scene.browser.refresh())),
        REFRESH_AGAIN(scene -> scene.browser.copy().refresh(), scene -> outcome(scene.browser.refresh())),
        REFRESH_WITH_A_STOLEN_TOKEN(FaultScene::rob, scene -> outcome(scene.thief.refresh())),
        SIGN_OUT(scene -> {}, scene -> outcome(scene.browser.signOut())),
        SIGN_OUT_WITHOUT_ACCESS(
                scene -> scene.browser.jar().remove(Browser.ACCESS), scene -> outcome(scene.browser.signOut())),
        SIGN_OUT_EVERYWHERE(
                scene -> {},
                scene -> outcome(scene.gate
                        .sallyport()
                        .signOutEverywhere(scene.browser.post().build()))),
        END_THE_OTHER(
                scene -> {},
                scene -> outcome(
                        scene.gate.sallyport().endSession(scene.browser.post().build(), scene.other))),
        END_THE_OTHERS(
                scene -> {},
                scene -> outcome(scene.gate
                        .sallyport()
                        .endOtherSessions(scene.browser.post().build()))),
        LIST(
                scene -> {},
                scene -> outcome(scene.gate
                        .sallyport()
                        .sessions(scene.browser.request("GET", "/auth/sessions").build()))),
        GREET(scene -> {}, scene -> outcome(scene.browser.open())),
        GREET_WITHOUT_ACCESS(
                scene -> scene.browser.jar().remove(Browser.ACCESS), scene -> outcome(scene.browser.open())),
        ADMIT(scene -> {}, scene -> Browser.outcome(scene.browser.postProfile())),
        PURGE(FaultScene::age, FaultScene::purge);

        private final Consumer<FaultScene> preparation;
        private final Function<FaultScene, String> action;

        Operation(Consumer<FaultScene> preparation, Function<FaultScene, String> action) {
            this.preparation = preparation;
            this.action = action;
        }
    }

    /** What is said where the store could not do its step, whoever asks. */
    static final Set<String> UNAVAILABLE =
            Set.of("503 store_unavailable Retry-After=1 cookies=0", "refused store_unavailable");

    private static final List<String> FORGETTABLE = List.of("old one of ", "old other of ");

    private final SocialScene social;
    private final Gate gate;
    private final SessionStore sound;
    private final String name;
    private final Browser browser;
    private final Browser stranger;
    private final String mine;
    private final String other;
    private final Map<String, RefreshTokenFamily> before = new HashMap<>();
    private Browser thief;
    private String idToken = "";

    /** @param sound reaches the same database and does not break */
    FaultScene(SocialScene social, SessionStore sound, String name) {
        this.social = social;
        this.gate = social.gate;
        this.sound = sound;
        this.name = name;
        gate.people().add(name, Set.of("user"));
        browser = gate.browser().signedIn(name);
        mine = browser.sessionId();
        other = gate.browser().signedIn(name).sessionId();
        stranger = gate.browser();
        thief = browser;
    }

    void prepare(Operation operation) {
        hear();
        operation.preparation.accept(this);
        ids().forEach(id -> sound.find(id).ifPresent(session -> before.put(id, session.family())));
    }

    /** What came of it: the status and the code, and whether it told when to come again. */
    String act(Operation operation) {
        return operation.action.apply(this);
    }

    /** Brings the refresh token that the browser was last given. */
    String refresh() {
        return outcome(browser.refresh());
    }

    /** Where every session of the user stands, compared with how it stood when the scene was prepared. */
    String state() {
        List<String> known = ids().toList();
        boolean more = sound.liveSessions("id-of-" + name, gate.clock().instant()).stream()
                .anyMatch(session -> !known.contains(session.id()));
        return known.stream().map(this::state).toList() + (more ? " and another" : "");
    }

    private String state(String id) {
        Optional<Session> now = sound.find(id);
        return now.map(session -> (session.family().equals(before.get(id)) ? "as before" : "rotated")
                        + (session.revokedAt().isPresent() ? ", ended" : ""))
                .orElse("none");
    }

    private Stream<String> ids() {
        return Stream.concat(Stream.of(mine, other), FORGETTABLE.stream().map(old -> old + name));
    }

    /** The provider's account of that name opens the user's here. */
    private void bringIdToken() {
        stranger.open();
        String nonce = social.nonce(stranger);
        idToken = social.provider.idToken(claims -> claims.subject(name).claim("nonce", nonce));
        Profile untold = new Profile(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        Identity identity = new Identity("test", social.provider.issuer(), name, untold);
        gate.links().add(new Link("link of " + name, identity, "id-of-" + name, Gate.START, true));
    }

    private ProviderCredential evidence() {
        return new ProviderCredential.IdToken(idToken, Optional.empty());
    }

    private void rob() {
        thief = browser.copy();
        browser.refresh();
        gate.clock().advance(Duration.ofSeconds(30));
        hear();
    }

    /** What the node's thread would have heard by now: else the node would hold the time for an outage. */
    private void hear() {
        gate.hear(new RevocationSource() {
            @Override
            public Map<String, Instant> revokedSince(Instant since) {
                return sound.revokedSince(since);
            }

            @Override
            public List<String> await(Duration atMost) {
                return List.of();
            }

            @Override
            public void close() {}
        });
    }

    private void age() {
        FORGETTABLE.forEach(old -> sound.open(
                Sample.openedAt(gate.clock().instant().minus(Duration.ofDays(9)), old + name, "id-of-" + name),
                Optional.empty(),
                List.of()));
    }

    private String purge() {
        try {
            gate.sallyport().purge();
            return "done";
        } catch (StoreUnavailableException fault) {
            return "refused store_unavailable";
        }
    }

    private static String outcome(Reply reply) {
        if (reply.status() < 400) {
            return String.valueOf(reply.status());
        }
        String retryAfter = reply.headers().stream()
                .filter(header -> header.name().equals("Retry-After"))
                .map(header -> " Retry-After=" + header.value())
                .findFirst()
                .orElse("");
        return reply.status() + " " + Browser.code(reply) + retryAfter + " cookies="
                + reply.cookies().size();
    }
}
