package dev.sallyport.server;

import dev.sallyport.social.Identity;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Names for people whom a provider introduces: what they are called there, as far as it can be typed. */
final class Usernames {

    private static final int LONGEST = 30;
    private static final int NUMBERED = 20;

    private Usernames() {}

    /** Names to try one after the other; the last is random. */
    static List<String> candidates(Identity identity) {
        String name = identity.profile()
                .username()
                .or(identity.profile()::name)
                .map(Usernames::typed)
                .filter(typed -> !typed.isEmpty())
                .orElse(identity.provider() + "-user");
        Stream<String> numbered = IntStream.rangeClosed(2, NUMBERED).mapToObj(number -> name + "-" + number);
        Stream<String> random = Stream.of(name + "-" + UUID.randomUUID());
        return Stream.of(Stream.of(name), numbered, random)
                .flatMap(names -> names)
                .toList();
    }

    private static String typed(String name) {
        String plain = Normalizer.normalize(name.split("@", 2)[0], Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return plain.substring(0, Math.min(LONGEST, plain.length()));
    }
}
