package dev.sallyport;

import java.time.Duration;
import java.util.Optional;

/**
 * Ends a request with a {@link Problem} from inside a callback, such as a reader of its body or {@link Accounts}. It has no stack
 * trace: a refusal is an ordinary answer, and attacks ask for many.
 */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /** Refuses with {@code problem}. */
    public RefusedException(Problem problem) {
        super(problem.refusal().code(), null, false, false);
        this.problem = problem;
    }

    /** Refuses with {@code problem}, if there is one. */
    static void throwIf(Optional<Problem> problem) {
        if (problem.isPresent()) {
            throw new RefusedException(problem.get());
        }
    }

    /** Refuses for good. */
    public RefusedException(Refusal refusal) {
        this(Problem.of(refusal));
    }

    /** Refuses for good, and says in a sentence of its own what is wrong with this very request. */
    public RefusedException(Refusal refusal, String detail) {
        this(Problem.of(refusal, detail));
    }

    /** Refuses, and says after how long another try makes sense. */
    public RefusedException(Refusal refusal, Duration retryAfter) {
        this(Problem.of(refusal, retryAfter));
    }

    /** What is wrong, as a value. */
    public Problem problem() {
        return problem;
    }

    /** Why. */
    public Refusal refusal() {
        return problem.refusal();
    }

    /** One sentence for a person. It quotes nothing that the request held. */
    public String detail() {
        return problem.detail();
    }

    /** How long to wait before another try, where waiting helps. */
    public Optional<Duration> retryAfter() {
        return problem.retryAfter();
    }
}
