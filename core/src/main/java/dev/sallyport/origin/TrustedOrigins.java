package dev.sallyport.origin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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

    private static final int KEPT = 1_000;

    private final Set<String> texts;
    private final List<OriginPattern> patterns;

    // Strangers fill it with what they like, and it forgets what was asked for once before what is asked for often.
    private final Cache<String, Boolean> judged =
            Caffeine.newBuilder().maximumSize(KEPT).executor(Runnable::run).build();

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

    /** The pages that a browser shows are few, and each pattern takes as long as all the rest of a request. */
    private boolean matchesPattern(String origin) {
        if (patterns.isEmpty() || origin.length() > Origin.LONGEST) {
            return false;
        }
        Boolean known = judged.getIfPresent(origin);
        if (known == null) {
            known = anyMatches(origin);
            judged.put(origin, known);
        }
        return known;
    }

    private boolean anyMatches(String origin) {
        // Before any pattern: one with a wildcard would else match a list of origins, a path, or user information.
        if (!Origin.isSerialised(origin)) {
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
