package dev.sallyport.social;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What can be said about a provider. */
enum ProviderSetting {
    PRESET,
    NAME,
    CLIENT_ID,
    CLIENT_SECRET,
    ADDITIONAL_CLIENT_IDS,
    ISSUER,
    SCOPES,
    AUTHORIZATION_ENDPOINT,
    TOKEN_ENDPOINT,
    USERINFO_ENDPOINT,
    EMAILS_ENDPOINT,
    JWKS_URI,
    RESPONSE_MODE,
    CLIENT_AUTHENTICATION,
    TOKEN_CHECK,
    TOKEN_CHECK_ENDPOINT,
    REAUTHENTICATION,
    SUBJECT_CLAIM,
    USERNAME_CLAIM,
    NAME_CLAIM,
    EMAIL_CLAIM,
    EMAIL_VERIFIED_CLAIM,
    PICTURE_CLAIM,
    TEAM_ID,
    KEY_ID,
    PRIVATE_KEY,
    PRIVATE_KEY_FILE;

    /** How frameworks write one entry of a list: {@code scopes[0]}, {@code scopes.0} or {@code SCOPES_0}. */
    private static final Pattern ENTRY = Pattern.compile("(.+?)(?:\\[([0-9]{1,3})]|[._]([0-9]{1,3})_?)");

    /** A setting and, if the key names one entry of a list, which. */
    record Key(ProviderSetting setting, int entry) {}

    /** The spelling of the documentation, {@code client-id}. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean isSecret() {
        return this == CLIENT_SECRET || this == PRIVATE_KEY;
    }

    boolean isEndpoint() {
        return this == JWKS_URI || name().endsWith("_ENDPOINT");
    }

    boolean isList() {
        return this == SCOPES || this == ADDITIONAL_CLIENT_IDS;
    }

    /** Which setting a key means, in whatever of the spellings that files, systems and environments have. */
    static Optional<Key> named(String key) {
        Optional<ProviderSetting> whole = spelled(key);
        if (whole.isPresent()) {
            return whole.map(setting -> new Key(setting, -1));
        }
        var entry = ENTRY.matcher(key);
        if (!entry.matches()) {
            return Optional.empty();
        }
        String index = entry.group(2) != null ? entry.group(2) : entry.group(3);
        return spelled(entry.group(1))
                .filter(ProviderSetting::isList)
                .map(setting -> new Key(setting, Integer.parseInt(index)));
    }

    static String keys() {
        return Arrays.stream(values()).map(ProviderSetting::key).collect(Collectors.joining(", "));
    }

    private static Optional<ProviderSetting> spelled(String key) {
        String bare = bare(key);
        return Arrays.stream(values())
                .filter(setting -> bare(setting.name()).equals(bare))
                .findFirst();
    }

    private static String bare(String key) {
        return key.replaceAll("[-._]", "").toLowerCase(Locale.ROOT);
    }
}
