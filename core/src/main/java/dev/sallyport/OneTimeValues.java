package dev.sallyport;

import dev.sallyport.token.OneTimeValue;
import dev.sallyport.token.PreSessions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a sign-in uses up, on every node and for good [33].
 *
 * @param visitor the name of the visitor who becomes a user, which dies with this [8]
 * @param ofVisitor what is said where somebody has signed in with it already
 * @param proof what proves who it is, where that is good once only
 */
record OneTimeValues(Optional<String> visitor, Refusal ofVisitor, Optional<OneTimeValue> proof) {

    /** In the order in which they are asked for: what is said of the second must tell nothing to whom the first keeps out. */
    List<OneTimeValue> names(PreSessions visitors) {
        return Stream.concat(visitor.map(visitors::once).stream(), proof.stream())
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
