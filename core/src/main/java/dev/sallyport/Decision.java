package dev.sallyport;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** What the gate made of a request for the application. */
public sealed interface Decision {

    /** Both doors are open: the request acts for this caller. */
    record Admitted(Caller by) implements Decision {

        /** Refuses null, which is what a data binder brings where a caller is wanted. */
        public Admitted {
            Objects.requireNonNull(by);
        }
    }

    /**
     * Nobody is known to have sent it. It may see what everybody may see; where a caller is needed, answer {@code reason}.
     */
    record Anonymous(Refusal reason) implements Decision {}

    /** It must not reach the application. */
    record Refused(Problem problem) implements Decision {}

    /** Goes the one way that applies. */
    default <T> T fold(Function<Caller, T> admitted, Function<Refusal, T> anonymous, Function<Problem, T> refused) {
        if (this instanceof Admitted in) {
            return admitted.apply(in.by());
        }
        if (this instanceof Anonymous unknown) {
            return anonymous.apply(unknown.reason());
        }
        return refused.apply(((Refused) this).problem());
    }

    /** The caller, if there is one. */
    default Optional<Caller> caller() {
        return this instanceof Admitted in ? Optional.of(in.by()) : Optional.empty();
    }

    /**
     * The caller, for an operation that needs one.
     *
     * @throws RefusedException if there is none
     */
    default Caller callerOrThrow() {
        return fold(
                Function.identity(),
                reason -> {
                    throw new RefusedException(reason);
                },
                problem -> {
                    throw new RefusedException(problem);
                });
    }
}
