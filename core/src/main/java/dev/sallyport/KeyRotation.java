package dev.sallyport;

import dev.sallyport.key.KeyRing;
import java.time.Instant;

/** Rotation on command, for tools that have no gate to ask. */
@FunctionalInterface
public interface KeyRotation {

    /**
     * A key that was added.
     *
     * @param id its {@code kid}
     * @param signsFrom when it takes over; until then it is published and verifies
     */
    record Next(String id, String algorithm, Instant signsFrom) {

        /** What {@link dev.sallyport.key.KeySource#rotate} added. */
        public static Next of(KeyRing.Member added) {
            return new Next(
                    added.key().id(),
                    added.key().algorithm().text(),
                    added.activatesAt().orElseThrow());
        }
    }

    /**
     * Adds the next key. Every running node learns of it within a minute.
     *
     * @throws UnsupportedOperationException if the keys are made elsewhere; its message says where
     */
    Next rotate();
}
