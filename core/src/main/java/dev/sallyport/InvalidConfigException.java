package dev.sallyport;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used. The message lists everything that is wrong with it, not the first thing only. */
public final class InvalidConfigException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** One wrong value: its property, the value, and why it is wrong and what to write instead. */
    public record Problem(String property, String value, String reason) {

        @Override
        public String toString() {
            return property + " = " + value + ": " + reason;
        }
    }

    private final transient List<Problem> problems;

    /** An exception that names all of {@code problems}. */
    public InvalidConfigException(List<Problem> problems) {
        super(problems.stream()
                .map(Problem::toString)
                .collect(Collectors.joining("\n  - ", "Sallyport cannot start with this configuration:\n  - ", "")));
        this.problems = List.copyOf(problems);
    }

    /** Everything that is wrong. */
    public List<Problem> problems() {
        return problems;
    }
}
