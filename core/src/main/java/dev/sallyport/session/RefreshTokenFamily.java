package dev.sallyport.session;

import java.time.Instant;
import java.util.Optional;

/**
 * The refresh tokens of one session: hashes of the one that is good and of the one before it.
 *
 * @param current the hash of the token that may be used next
 * @param previous the hash of the token it replaced; empty before the first rotation
 * @param rotatedAt when it was replaced; empty before the first rotation
 * @param repeats how often of late a replaced token came again
 */
public record RefreshTokenFamily(
        String current, Optional<String> previous, Optional<Instant> rotatedAt, Repeats repeats) {

    /** The family of a session that has never been refreshed. */
    public static RefreshTokenFamily startingWith(String hash) {
        return new RefreshTokenFamily(hash, Optional.empty(), Optional.empty(), Repeats.NONE);
    }

    /** This family one rotation later. */
    public RefreshTokenFamily advancedTo(String successor, Instant at) {
        return new RefreshTokenFamily(successor, Optional.of(current), Optional.of(at), repeats.rotated());
    }

    /** This family after the previous token was used again. */
    public RefreshTokenFamily repeated() {
        return new RefreshTokenFamily(current, previous, rotatedAt, repeats.counted());
    }

    @Override
    public String toString() {
        return "RefreshTokenFamily rotated at " + rotatedAt;
    }
}
