package dev.sallyport;

import dev.sallyport.token.OneTimeValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a sign-in uses up, on every node and for good [33].
 *
 * @param preSession the name of the browser in which somebody signs in, which dies with this [8]
 * @param ofPreSession what is said where somebody has signed in with it already
 * @param proof what proves who it is, where that is good once only
 */
record OneTimeValues(Optional<String> preSession, Refusal ofPreSession, Optional<OneTimeValue> proof) {

    /** In the order in which they are asked for: what is said of the second must tell nothing to whom the first keeps out. */
    List<OneTimeValue> names(PreSessionRegistry preSessions) {
        return Stream.concat(preSession.map(preSessions::once).stream(), proof.stream())
                .toList();
    }

    boolean isProof(OneTimeValue used) {
        return proof.filter(used::equals).isPresent();
    }

    /** Without the visitor, whose cookie this is. */
    @Override
    public String toString() {
        return "Spending";
    }
}
