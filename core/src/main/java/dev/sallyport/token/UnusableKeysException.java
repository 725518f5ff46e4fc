package dev.sallyport.token;

import java.util.List;

/** Keys that must not be used. The message lists all reasons, and never a key. */
public final class UnusableKeysException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> reasons;

    /** An exception for all of {@code reasons}. */
    public UnusableKeysException(List<String> reasons) {
        super(String.join("; ", reasons));
        this.reasons = List.copyOf(reasons);
    }

    UnusableKeysException(String reason) {
        this(List.of(reason));
    }

    /** Why, one sentence for each key and fault, with what to do. */
    public List<String> reasons() {
        return reasons;
    }
}
