package dev.sallyport.key;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys of one moment: which one signs, which ones verify, which ones are published. The instants that decide are stored
 * with the keys, so every node decides alike. Never changes.
 *
 * <p>A key verifies before it signs, or a node that heard of it late would refuse what another has signed; and it goes on to
 * verify after its successor has taken over, until the last token that it can have signed is over.
 */
public final class KeyRing {

    /** The most characters of a token that is looked at: as many as a cookie may have. */
    public static final int LONGEST = CompactJws.LONGEST;

    /**
     * A key and when it begins to sign.
     *
     * @param activatesAt empty for a key that only ever verifies
     */
    public record Member(SigningKey key, Optional<Instant> activatesAt) {}

    /**
     * What a key is proved to have signed.
     *
     * @param payload still in base64url
     * @param until when that key ceases to verify
     */
    public record Signed(String payload, Instant until) {

        /** Without the payload, which is the token but for its signature. */
        @Override
        public String toString() {
            return "Signed, good until " + until;
        }
    }

    private record Held(Member member, Instant until) {

        boolean isHeld(Instant now) {
            return now.isBefore(until);
        }

        boolean isActive(Instant now) {
            return !member.activatesAt().orElse(Instant.MAX).isAfter(now);
        }
    }

    private final List<Held> held;
    private final Map<String, Held> byHeader = new HashMap<>();

    private KeyRing(List<Held> held) {
        this.held = held;
        held.forEach(each -> byHeader.put(each.member().key().headerText(), each));
    }

    /**
     * A ring of {@code members}; of those that begin to sign at the same instant, the later in the list does.
     *
     * @param tokenLife how long after its issue a token cannot hold any more
     */
    public static KeyRing of(List<Member> members, Duration tokenLife) {
        List<Member> inOrder = inOrder(members);
        List<Held> held = new ArrayList<>();
        for (int i = 0; i < inOrder.size(); i++) {
            Optional<Instant> followed =
                    i + 1 < inOrder.size() ? inOrder.get(i + 1).activatesAt() : Optional.empty();
            held.add(new Held(
                    inOrder.get(i), followed.map(at -> at.plus(tokenLife)).orElse(Instant.MAX)));
        }
        return new KeyRing(List.copyOf(held));
    }

    /** Whether it was made of these, so that it judges every token as one that is made of them now. */
    boolean isOf(List<Member> members) {
        return held.stream().map(Held::member).toList().equals(inOrder(members));
    }

    /** A compact JWS over {@code payload}, by the key that signs at {@code now}. */
    public String sign(String payload, Instant now) {
        return signer(now).sign(payload);
    }

    /**
     * What a compact JWS says that a key signed which verifies at {@code now}; empty for anything else.
     *
     * <p>Equality with the one header that each key writes refuses in one stroke every other: crit, jku, jwk, x5u, another alg,
     * typ or kid [13] [15]. The texts are compared, so that no parser ever sees a header of a stranger's making.
     */
    public Optional<Signed> verify(String text, Instant now) {
        return CompactJws.parse(text)
                .flatMap(jws -> holder(jws.header(), now)
                        .filter(found -> found.member().key().signed(jws))
                        .map(found -> new Signed(jws.payload(), found.until())));
    }

    private static List<Member> inOrder(List<Member> members) {
        return members.stream()
                .sorted(Comparator.comparing(member -> member.activatesAt().orElse(Instant.MAX)))
                .toList();
    }

    /** The latest key that is active; before there is one, because our clock is behind, the first that will be. */
    public SigningKey signer(Instant now) {
        Held signer = held.get(0);
        for (Held each : held) {
            signer = each.isActive(now) ? each : signer;
        }
        return signer.member().key();
    }

    /** When the next of the keys that are known already takes over. */
    Optional<Instant> nextActivation(Instant now) {
        return activations().filter(at -> at.isAfter(now)).findFirst();
    }

    /** When the key took over that signs now. */
    Optional<Instant> latestActivation(Instant now) {
        return activations().filter(at -> !at.isAfter(now)).reduce((earlier, later) -> later);
    }

    private Stream<Instant> activations() {
        return held.stream().flatMap(each -> each.member().activatesAt().stream());
    }

    /** The key whose tokens all have exactly this header, while it still verifies. A look-up and nothing more [13]. */
    Optional<SigningKey> verifier(String headerText, Instant now) {
        return holder(headerText, now).map(each -> each.member().key());
    }

    private Optional<Held> holder(String headerText, Instant now) {
        return Optional.ofNullable(byHeader.get(headerText)).filter(each -> each.isHeld(now));
    }

    /** The public halves of all keys that verify now or soon, as members of a JWK set (RFC 7517 section 5). */
    public List<Map<String, Object>> publicJwks(Instant now) {
        return held.stream()
                .filter(each -> each.isHeld(now))
                .flatMap(each -> each.member().key().publicJwk().stream())
                .toList();
    }
}
