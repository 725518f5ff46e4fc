package dev.sallyport.origin;

import dev.sallyport.web.Origin;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The other origins whose pages may act here. An origin is trusted when its serialised text equals an entry's, character
 * for character: two entries can never combine into a third, and no prefix or suffix is enough [12].
 */
public final class TrustedOrigins {

    private final Set<String> texts;

    private TrustedOrigins(Set<String> texts) {
        this.texts = texts;
    }

    /** Trusts exactly these. */
    public static TrustedOrigins of(Collection<Origin> origins) {
        return new TrustedOrigins(origins.stream().map(Origin::text).collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether the value of an {@code Origin} header names one of them; an absent header names none. */
    public boolean contains(@Nullable String origin) {
        return origin != null && texts.contains(origin);
    }

    /** Whether no other origin is trusted, so that CORS is off. */
    public boolean isEmpty() {
        return texts.isEmpty();
    }
}
