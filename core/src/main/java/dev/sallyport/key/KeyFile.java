package dev.sallyport.key;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * Keys in a file that somebody else writes. The first private one signs from the moment that it is read, so a new key is
 * first added at the end of the file, and moved to its front when every verifier has read it there.
 */
public final class KeyFile implements KeySource {

    /** Reads the file as it is now. */
    @FunctionalInterface
    public interface Content {
        /** All bytes of it. */
        byte[] read() throws IOException;
    }

    private record Loaded(String text, List<KeyRing.Member> members) {

        /** Without the text, which has the private keys in it. */
        @Override
        public String toString() {
            return "Loaded " + members;
        }
    }

    private final Content content;
    private final KeyFormat format;
    private final Algorithm algorithm;
    private volatile Loaded loaded;

    /**
     * The keys in a file.
     *
     * @throws UnusableKeysException if they cannot be read or used
     */
    public KeyFile(Content content, KeyFormat format, Algorithm algorithm) {
        this.content = content;
        this.format = format;
        this.algorithm = algorithm;
        this.loaded = parse(text(content));
    }

    @Override
    public List<KeyRing.Member> load(Instant now) {
        String text = text(content);
        if (!text.equals(loaded.text())) {
            loaded = parse(text);
        }
        return loaded.members();
    }

    @Override
    public KeyRing.Member rotate(Instant now) {
        throw new UnsupportedOperationException("the keys come from a file: add the next one there, let every node"
                + " and verifier read it, then move it to the front");
    }

    private Loaded parse(String text) {
        return new Loaded(text, GivenKeys.of(format.read(text), algorithm));
    }

    private static String text(Content content) {
        try {
            return new String(content.read(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UnusableKeysException("cannot be read ("
                    + unreadable.getClass().getSimpleName() + "): name a file that this process may read");
        }
    }
}
