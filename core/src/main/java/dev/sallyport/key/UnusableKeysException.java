package dev.sallyport.key;

import java.util.List;
import java.util.Optional;

/** Keys that must not be used. The message lists all reasons, and never a key. */
public final class UnusableKeysException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> reasons;
    private final transient Optional<Algorithm> usable;

    /** An exception for all of {@code reasons}. */
    public UnusableKeysException(List<String> reasons) {
        super(String.join("; ", reasons));
        this.reasons = List.copyOf(reasons);
        this.usable = Optional.empty();
    }

    /** No key signs with {@code wanted}; one for {@code usable} may be there. */
    UnusableKeysException(Algorithm wanted, Optional<Algorithm> usable) {
        super("no private key for " + wanted + " is in it: "
                + usable.map(other -> "sign with " + other + ", or add one").orElse("add one"));
        this.reasons = List.of(String.valueOf(getMessage()));
        this.usable = usable;
    }

    UnusableKeysException(String reason) {
        this(List.of(reason));
    }

    /** Where no private key is there for the algorithm that was asked for: one for which there is. */
    public Optional<Algorithm> usable() {
        return usable;
    }

    /** Why, one sentence for each key and fault, with what to do. */
    public List<String> reasons() {
        return reasons;
    }
}
