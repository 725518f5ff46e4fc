package dev.sallyport.key;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The ring in use. It is replaced as a whole: whoever reads it, while it is, sees the old one or the new one. As long as the keys
 * are the same it is the same object, so whoever remembers what it proved can tell by that whether it still is proved.
 */
public final class CurrentKeys {

    private final KeySource source;
    private final Duration tokenLife;
    private volatile KeyRing ring;

    /** The ring of what {@code source} has at {@code now}, for tokens that live no longer than {@code tokenLife}. */
    public CurrentKeys(KeySource source, Duration tokenLife, Instant now) {
        this.source = source;
        this.tokenLife = tokenLife;
        this.ring = KeyRing.of(source.load(now), tokenLife);
    }

    /** The ring as last loaded. */
    public KeyRing ring() {
        return ring;
    }

    /** When another key takes over, or is due to be made; empty where the source never makes one. */
    public Optional<Instant> next(Instant now) {
        Optional<Instant> comes = ring.nextActivation(now);
        return comes.isPresent()
                ? comes
                : source.rotation().flatMap(period -> ring.latestActivation(now).map(at -> at.plus(period)));
    }

    /** Loads the ring anew. If that fails, with whatever exception, the old one stays in use. */
    public void reload(Instant now) {
        List<KeyRing.Member> members = source.load(now);
        if (!ring.isOf(members)) {
            ring = KeyRing.of(members, tokenLife);
        }
    }

    /** Adds the next key and loads the ring with it. */
    public KeyRing.Member rotate(Instant now) {
        KeyRing.Member next = source.rotate(now);
        reload(now);
        return next;
    }
}
