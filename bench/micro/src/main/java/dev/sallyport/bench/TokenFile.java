package dev.sallyport.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.sallyport.key.KeyRing;
import dev.sallyport.key.KeySource;
import dev.sallyport.key.SigningKey;
import dev.sallyport.token.AccessToken;
import dev.sallyport.token.AccessTokens;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Live access tokens, each of another session, in a file that is mapped into memory: ten million texts on the heap would have the
 * collector measured and not the gate. All are equally long, so that nothing has to say where one begins.
 */
final class TokenFile {

    /** What the tokens name, and what whoever accepts them has to be told. */
    static final String ISSUER = "sallyport";

    private static final int IN_A_SEGMENT = 1_000_000;
    private static final Duration LIFETIME = Duration.ofHours(12);

    private final List<MappedByteBuffer> segments = new ArrayList<>();
    private final int length;

    private TokenFile(Path file, int count, int length, MapMode mode) throws IOException {
        this.length = length;
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            for (int first = 0; first < count; first += IN_A_SEGMENT) {
                int tokens = Math.min(IN_A_SEGMENT, count - first);
                segments.add(channel.map(mode, (long) first * length, (long) tokens * length));
            }
        }
    }

    /** Has {@code key} sign so many, and writes them to {@code file}. */
    static TokenFile write(Path file, SigningKey key, int count) throws IOException {
        KeyRing ring = KeyRing.of(KeySource.of(key).load(Instant.now()), LIFETIME);
        AccessTokens tokens =
                new AccessTokens(() -> ring, new AccessTokens.Settings(ISSUER, ISSUER, LIFETIME, Duration.ZERO));
        Instant now = Instant.now();
        int length = token(tokens, 0, now).length();
        TokenFile written = new TokenFile(file, count, length, MapMode.READ_WRITE);
        IntStream.range(0, count).parallel().forEach(i -> written.put(i, token(tokens, i, now)));
        return written;
    }

    private static String token(AccessTokens tokens, int number, Instant now) {
        AccessToken.Subject subject = new AccessToken.Subject(
                "user-%08d".formatted(number),
                "session-of-22-%08d".formatted(number),
                Optional.empty(),
                Set.of("user", "editor"),
                now,
                List.of("pwd"));
        return tokens.issue(subject, now, now.plus(LIFETIME));
    }

    private void put(int number, String token) {
        if (token.length() != length) {
            throw new IllegalStateException("a token is longer or shorter than the first");
        }
        segments.get(number / IN_A_SEGMENT).put(number % IN_A_SEGMENT * length, token.getBytes(ISO_8859_1));
    }

    String get(int number) {
        byte[] text = new byte[length];
        segments.get(number / IN_A_SEGMENT).get(number % IN_A_SEGMENT * length, text);
        return new String(text, ISO_8859_1);
    }
}
