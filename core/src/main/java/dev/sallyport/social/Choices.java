package dev.sallyport.social;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The settings that are a choice among few words. */
final class Choices {

    /** How the provider sends the browser back. */
    enum ResponseMode {
        QUERY,
        FORM_POST
    }

    /** How we prove at the token endpoint that we are the client (RFC 6749 section 2.3). */
    enum ClientAuthentication {
        BASIC,
        POST,
        NONE,
        SIGNED_JWT
    }

    /** How to ask for whom an access token was minted [26]. */
    enum TokenCheck {
        NONE,
        INTROSPECTION,
        TOKENINFO,
        DEBUG_TOKEN,
        CHECK_TOKEN
    }

    /** How we learn when somebody last proved there who they are (OpenID Connect Core section 3.1.2.1) [35]. */
    enum Reauthentication {
        /** Asked for before what wants recent proof; without an answer nothing comes of that. */
        MAX_AGE,
        /** Not asked for: whoever signs in there has no recent proof, unless the provider says so by itself. */
        NONE,
        /** Not asked for, and taken on trust at each sign-in. */
        ASSUMED
    }

    private Choices() {}

    static <E extends Enum<E>> Optional<E> read(Class<E> type, String text) {
        String bare = text.replace('-', '_').toUpperCase(Locale.ROOT);
        return Arrays.stream(type.getEnumConstants())
                .filter(choice -> choice.name().equals(bare))
                .findFirst();
    }

    /** All choices as they are written; the word for form_post is the protocol's own. */
    static String of(Class<? extends Enum<?>> type) {
        char between = type == ResponseMode.class ? '_' : '-';
        return Arrays.stream(type.getEnumConstants())
                .map(choice -> choice.name().toLowerCase(Locale.ROOT).replace('_', between))
                .collect(Collectors.joining(", "));
    }
}
