package dev.sallyport.origin;

import dev.sallyport.web.Origin;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The other origins whose pages may act here. An origin is trusted when its serialised text equals an entry's, character
 * for character, or a pattern matches the whole of it: two entries can never combine into a third, and no prefix or suffix
 * is enough [12].
 */
public final class TrustedOrigins {

    private final Set<String> texts;
    private final List<OriginPattern> patterns;

    private TrustedOrigins(Set<String> texts, List<OriginPattern> patterns) {
        this.texts = texts;
        this.patterns = patterns;
    }

    /** Trusts exactly these. */
    public static TrustedOrigins of(Collection<Origin> origins) {
        return of(origins, List.of());
    }

    /** Trusts these, and those that one of the patterns matches. */
    public static TrustedOrigins of(Collection<Origin> origins, Collection<OriginPattern> patterns) {
        return new TrustedOrigins(
                origins.stream().map(Origin::text).collect(Collectors.toUnmodifiableSet()), List.copyOf(patterns));
    }

    /** Whether the value of an {@code Origin} header names one of them; an absent header names none. */
    public boolean contains(@Nullable String origin) {
        return origin != null && (texts.contains(origin) || matchesPattern(origin));
    }

    /** Whether no other origin is trusted, so that CORS is off. */
    public boolean isEmpty() {
        return texts.isEmpty() && patterns.isEmpty();
    }

    private boolean matchesPattern(String origin) {
        // Before any pattern: one with a wildcard would else match a list of origins, a path, or user information.
        if (patterns.isEmpty() || !Origin.isSerialised(origin)) {
            return false;
        }
        for (OriginPattern pattern : patterns) {
            if (pattern.matches(origin)) {
                return true;
            }
        }
        return false;
    }
}
