package dev.sallyport;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What needs a caller who proved not long ago who they are (RFC 9470).
 *
 * @param longest how long ago that may have been
 */
public record RecentProof(Duration longest) {

    /** What is wrong with how long ago the caller has proved who they are. */
    public Optional<Problem> problem(Caller caller, Instant now) {
        return caller.authenticatedAt().plus(longest).isBefore(now)
                ? Optional.of(Problem.ofOldProof(longest))
                : Optional.empty();
    }
}
