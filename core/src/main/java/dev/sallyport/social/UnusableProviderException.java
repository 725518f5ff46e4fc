package dev.sallyport.social;

import java.util.List;
import java.util.stream.Collectors;

/** A provider's settings cannot be used. The message lists everything that is wrong with them, and never a secret. */
public final class UnusableProviderException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** One wrong setting: its key, its value, and why it is wrong and what to write instead. */
    public record InvalidSetting(String setting, String value, String reason) {

        @Override
        public String toString() {
            return setting + " = " + value + ": " + reason;
        }
    }

    private final transient List<InvalidSetting> problems;

    UnusableProviderException(String id, List<InvalidSetting> problems) {
        super(problems.stream()
                .map(InvalidSetting::toString)
                .collect(Collectors.joining("\n  - ", "the provider '" + id + "' cannot be used:\n  - ", "")));
        this.problems = List.copyOf(problems);
    }

    /** Everything that is wrong. */
    public List<InvalidSetting> problems() {
        return problems;
    }
}
