package dev.sallyport.config;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used. The message lists everything that is wrong with it, not the first thing only. */
public final class InvalidConfigException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** One wrong value: its property, the value, and why it is wrong and what to write instead. */
    public record InvalidProperty(String property, String value, String reason) {

        /** A problem with a value of any type. */
        public static InvalidProperty with(String property, Object value, String reason) {
            return new InvalidProperty(property, written(value), reason);
        }

        @Override
        public String toString() {
            return property + " = " + value + ": " + reason;
        }

        /** A value as one would write it: a duration in the largest unit that it is a whole number of. */
        public static String written(Object value) {
            if (!(value instanceof Duration duration)) {
                return String.valueOf(value);
            }
            if (duration.toMillisPart() != 0) {
                return duration.toMillis() + "ms";
            }
            long seconds = duration.toSeconds();
            long[] lengths = {86_400, 3_600, 60};
            for (int i = 0; i < lengths.length; i++) {
                if (seconds != 0 && seconds % lengths[i] == 0) {
                    return seconds / lengths[i] + "dhm".substring(i, i + 1);
                }
            }
            return seconds + "s";
        }
    }

    private final transient List<InvalidProperty> problems;

    /** An exception that names all of {@code problems}. */
    public InvalidConfigException(List<InvalidProperty> problems) {
        super(problems.stream()
                .map(InvalidProperty::toString)
                .collect(Collectors.joining("\n  - ", "Sallyport cannot start with this configuration:\n  - ", "")));
        this.problems = List.copyOf(problems);
    }

    /** Everything that is wrong. */
    public List<InvalidProperty> problems() {
        return problems;
    }
}
