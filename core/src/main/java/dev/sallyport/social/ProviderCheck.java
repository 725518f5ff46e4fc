package dev.sallyport.social;

import dev.sallyport.social.Choices.ClientAuthentication;
import dev.sallyport.social.Choices.Reauthentication;
import dev.sallyport.social.Choices.ResponseMode;
import dev.sallyport.social.Choices.TokenCheck;
import dev.sallyport.social.UnusableProviderException.InvalidSetting;
import java.security.interfaces.ECPrivateKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Everything that is wrong with the settings of one provider, each with what to write instead. */
final class ProviderCheck {

    private static final List<ProviderSetting> OAUTH_ENDPOINTS = List.of(
            ProviderSetting.AUTHORIZATION_ENDPOINT, ProviderSetting.TOKEN_ENDPOINT, ProviderSetting.USERINFO_ENDPOINT);

    private final String id;
    private final Map<ProviderSetting, String> settings;
    private final List<InvalidSetting> problems;
    private Optional<ECPrivateKey> privateKey = Optional.empty();

    ProviderCheck(String id, Map<ProviderSetting, String> settings, List<InvalidSetting> problems) {
        this.id = id;
        this.settings = settings;
        this.problems = problems;
    }

    /** The private key, if there is a good one. */
    Optional<ECPrivateKey> privateKey() {
        return privateKey;
    }

    void run() {
        name();
        required(ProviderSetting.CLIENT_ID, "the provider gives it to you when you register there");
        addresses();
        kind();
        choice(ProviderSetting.RESPONSE_MODE, ResponseMode.class);
        clientAuthentication();
        tokenCheck();
        reauthentication();
        scopes();
        subject();
    }

    private void name() {
        if (!id.matches("[a-z0-9-]+")) {
            problems.add(new InvalidSetting("id", id, "it is part of addresses: use a to z, 0 to 9 and '-' only"));
        } else if (id.equals("done")) {
            problems.add(new InvalidSetting("id", id, "/social/done is a page of ours: choose another id"));
        }
    }

    private void addresses() {
        settings.forEach((setting, value) -> {
            if (setting.isEndpoint() || setting == ProviderSetting.ISSUER) {
                String address = setting == ProviderSetting.TOKEN_CHECK_ENDPOINT
                        ? value.replace("{client_id}", "client")
                        : value;
                Addresses.problem(address).ifPresent(reason -> problem(setting, reason));
            }
        });
        String issuer = settings.getOrDefault(ProviderSetting.ISSUER, "");
        if (issuer.contains("?")) {
            problem(ProviderSetting.ISSUER, "an issuer has no query: leave it out");
        } else if (issuer.contains("/.well-known/")) {
            problem(ProviderSetting.ISSUER, "that is where its metadata are: write what they say as \"issuer\"");
        }
    }

    private void kind() {
        if (settings.containsKey(ProviderSetting.ISSUER)) {
            return;
        }
        if (OAUTH_ENDPOINTS.stream().noneMatch(settings::containsKey)) {
            problem(
                    ProviderSetting.ISSUER,
                    "nothing says where the provider is: write its issuer if it speaks OpenID Connect,"
                            + " else authorization-endpoint, token-endpoint and userinfo-endpoint, or a preset");
            return;
        }
        for (ProviderSetting endpoint : OAUTH_ENDPOINTS) {
            required(endpoint, "a provider without an issuer needs it; the provider's documentation has it");
        }
    }

    private void clientAuthentication() {
        Optional<ClientAuthentication> how = choice(ProviderSetting.CLIENT_AUTHENTICATION, ClientAuthentication.class);
        if (how.isEmpty()) {
            return;
        }
        if (how.get() == ClientAuthentication.SIGNED_JWT) {
            required(ProviderSetting.TEAM_ID, "a signed client secret names it");
            required(ProviderSetting.KEY_ID, "a signed client secret names it");
            key();
        } else if (how.get() != ClientAuthentication.NONE) {
            required(
                    ProviderSetting.CLIENT_SECRET,
                    "the provider gives it to you when you register there;"
                            + " for a client without one write client-authentication=none");
        }
    }

    private void key() {
        String text = settings.get(ProviderSetting.PRIVATE_KEY);
        String file = settings.get(ProviderSetting.PRIVATE_KEY_FILE);
        if (text != null && file != null) {
            problem(ProviderSetting.PRIVATE_KEY_FILE, "private-key is given too: keep one of them");
        } else if (text != null) {
            key(ProviderSetting.PRIVATE_KEY, () -> PrivateKeys.read(text));
        } else if (file != null) {
            key(ProviderSetting.PRIVATE_KEY_FILE, () -> PrivateKeys.readFile(file));
        } else {
            problem(
                    ProviderSetting.PRIVATE_KEY,
                    "it is missing: write the key, or its file's name as private-key-file");
        }
    }

    private void key(ProviderSetting setting, Supplier<ECPrivateKey> key) {
        try {
            privateKey = Optional.of(key.get());
        } catch (IllegalArgumentException unreadable) {
            problem(setting, String.valueOf(unreadable.getMessage()));
        }
    }

    private void tokenCheck() {
        Optional<TokenCheck> check = choice(ProviderSetting.TOKEN_CHECK, TokenCheck.class);
        if (check.isEmpty() || check.get() == TokenCheck.NONE) {
            return;
        }
        boolean discovered = check.get() == TokenCheck.INTROSPECTION && settings.containsKey(ProviderSetting.ISSUER);
        if (!discovered) {
            required(ProviderSetting.TOKEN_CHECK_ENDPOINT, "the token-check asks it");
        }
        if (check.get() != TokenCheck.TOKENINFO) {
            required(ProviderSetting.CLIENT_SECRET, "the token-check needs it");
        }
    }

    private void reauthentication() {
        Optional<Reauthentication> how = choice(ProviderSetting.REAUTHENTICATION, Reauthentication.class);
        boolean asks = settings.containsKey(ProviderSetting.REAUTHENTICATION)
                && how.filter(Reauthentication.MAX_AGE::equals).isPresent();
        if (asks && !settings.containsKey(ProviderSetting.ISSUER)) {
            problem(
                    ProviderSetting.REAUTHENTICATION,
                    "only a provider with an issuer can be asked: write none or assumed");
        }
    }

    private void scopes() {
        List<String> scopes = Provider.split(settings.getOrDefault(ProviderSetting.SCOPES, ""));
        if (!scopes.isEmpty() && settings.containsKey(ProviderSetting.ISSUER) && !scopes.contains("openid")) {
            problem(ProviderSetting.SCOPES, "without the scope openid there is no ID token: add it");
        }
    }

    /** OpenID has one claim for it, and an address can be given to somebody else tomorrow [25]. */
    private void subject() {
        String claim = settings.getOrDefault(ProviderSetting.SUBJECT_CLAIM, "sub");
        if (settings.containsKey(ProviderSetting.ISSUER) && !claim.equals("sub")) {
            problem(ProviderSetting.SUBJECT_CLAIM, "with an issuer it is always sub: leave it out");
        } else if (claim.equals(settings.getOrDefault(ProviderSetting.EMAIL_CLAIM, "email"))) {
            problem(ProviderSetting.SUBJECT_CLAIM, "an e-mail address can pass to another person: name the user's id");
        }
    }

    private void required(ProviderSetting setting, String why) {
        boolean told = problems.stream().anyMatch(problem -> problem.setting().equals(setting.key()));
        if (!settings.containsKey(setting) && !told) {
            problem(setting, "it is missing: " + why);
        }
    }

    private <E extends Enum<E>> Optional<E> choice(ProviderSetting setting, Class<E> type) {
        String text = settings.get(setting);
        E first = type.getEnumConstants()[0];
        Optional<E> choice = text == null ? Optional.of(first) : Choices.read(type, text);
        if (choice.isEmpty()) {
            problem(setting, "there is no such choice: write one of " + Choices.of(type));
        }
        return choice;
    }

    private void problem(ProviderSetting setting, String reason) {
        String value = settings.getOrDefault(setting, "");
        problems.add(new InvalidSetting(setting.key(), ProviderReader.shown(setting, value), reason));
    }
}
