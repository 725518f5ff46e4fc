package dev.sallyport.config;

import java.util.Optional;

/**
 * How the application around the gate calls things, for messages to whoever configures it: the gate knows its settings, and not
 * by what file, variable or method somebody sets them.
 */
public interface Wording {

    /** The neutral names, and the gate's own hints. */
    Wording NEUTRAL = new Wording() {};

    /** What somebody writes to change {@code setting}. */
    default String name(Setting setting) {
        return setting.text();
    }

    /**
     * The hint at a refusal about which the application knows more than the gate; it takes the place of the gate's.
     *
     * @param code the problem's member {@code code}, such as {@code server_busy}
     */
    default Optional<String> hint(String code) {
        return Optional.empty();
    }
}
