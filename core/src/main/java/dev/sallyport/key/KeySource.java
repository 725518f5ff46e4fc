package dev.sallyport.key;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where the keys that sign access tokens come from. */
public interface KeySource {

    /**
     * The keys as they are now, with at least one that signs. Called at the start and then every
     * {@link KeySchedule#RELOAD_INTERVAL}, so that what one node adds all nodes learn.
     *
     * @throws UnusableKeysException if there are keys that must not be used; those loaded before stay in use
     */
    List<KeyRing.Member> load(Instant now);

    /**
     * Adds the next key, to sign once every verifier can have heard of it.
     *
     * @throws UnsupportedOperationException if the keys are made elsewhere; its message says where
     */
    KeyRing.Member rotate(Instant now);

    /** How long a key signs before the next is made here; empty where keys are made elsewhere. */
    default Optional<Duration> rotation() {
        return Optional.empty();
    }

    /** A source of this one key, for tests and for applications that need no rotation. */
    static KeySource of(SigningKey key) {
        List<KeyRing.Member> only = List.of(new KeyRing.Member(key, Optional.of(Instant.EPOCH)));
        return new KeySource() {
            @Override
            public List<KeyRing.Member> load(Instant now) {
                return only;
            }

            @Override
            public KeyRing.Member rotate(Instant now) {
                throw new UnsupportedOperationException("the one key was given and does not rotate");
            }
        };
    }
}
