package dev.sallyport.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sallyport.key.KeyRing;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Remembers tokens whose signature was proved, under their whole text: a browser sends one for each of many requests, and to prove
 * one by ES256 takes longer than all the rest of a request.
 *
 * <p>Only a proved token comes in, so nobody can fill it with bad ones. What time or a revocation changes, who asks judges
 * anew at each request.
 *
 * @param <T> what a payload says
 */
final class ProvedTokens<T> {

    /** In characters of their texts: some 20,000 tokens of the usual length. */
    private static final long MOST = 8_000_000;

    /**
     * What was found when the token was proved.
     *
     * @param ring the keys then: with others, nothing is proved
     * @param until when its key ceases to verify
     */
    private record Proof<T>(KeyRing ring, Instant until, Optional<T> said) {

        boolean holds(KeyRing now, Instant at) {
            return ring == now && at.isBefore(until);
        }
    }

    private final Function<String, Optional<T>> reader;

    // On the caller's thread: the common pool's would take a request's place on a machine with one processor.
    private final Cache<String, Proof<T>> proofs = Caffeine.newBuilder()
            .maximumWeight(MOST)
            .weigher((String text, Proof<T> proof) -> text.length())
            .executor(Runnable::run)
            .build();

    /** @param reader makes of a payload, in base64url, what is remembered; of a payload that says what cannot be, nothing */
    ProvedTokens(Function<String, Optional<T>> reader) {
        this.reader = reader;
    }

    /** What {@code text} says, if a key of {@code ring} signed it that verifies at {@code now}. */
    Optional<T> read(String text, KeyRing ring, Instant now) {
        Proof<T> known = proofs.getIfPresent(text);
        return known != null && known.holds(ring, now) ? known.said() : prove(text, ring, now);
    }

    private Optional<T> prove(String text, KeyRing ring, Instant now) {
        Optional<KeyRing.Signed> signed = ring.verify(text, now);
        Optional<T> said = signed.map(KeyRing.Signed::payload).flatMap(reader);
        signed.filter(any -> said.isPresent())
                .ifPresent(proof -> proofs.put(text, new Proof<>(ring, proof.until(), said)));
        return said;
    }
}
