package dev.sallyport.social;

import dev.sallyport.social.Choices.ClientAuthentication;
import dev.sallyport.social.Choices.Reauthentication;
import dev.sallyport.social.Choices.ResponseMode;
import dev.sallyport.social.Choices.TokenCheck;
import java.net.URI;
import java.security.interfaces.ECPrivateKey;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One configured provider: data. With an issuer it speaks OpenID Connect, else plain OAuth 2 with its endpoints. */
public final class Provider {

    private static final Map<ProviderSetting, String> DEFAULTS = Map.of(
            ProviderSetting.RESPONSE_MODE, "query",
            ProviderSetting.CLIENT_AUTHENTICATION, "basic",
            ProviderSetting.TOKEN_CHECK, "none",
            ProviderSetting.SUBJECT_CLAIM, "sub",
            ProviderSetting.USERNAME_CLAIM, "preferred_username",
            ProviderSetting.NAME_CLAIM, "name",
            ProviderSetting.EMAIL_CLAIM, "email",
            ProviderSetting.EMAIL_VERIFIED_CLAIM, "email_verified",
            ProviderSetting.PICTURE_CLAIM, "picture");

    private final String id;
    private final Map<ProviderSetting, String> settings;
    private final Optional<ECPrivateKey> privateKey;

    Provider(String id, Map<ProviderSetting, String> settings, Optional<ECPrivateKey> privateKey) {
        this.id = id;
        this.settings = new EnumMap<>(DEFAULTS);
        this.settings.putAll(settings);
        this.privateKey = privateKey;
    }

    /**
     * The provider that these settings describe, over those of the preset they name, or of the preset with this id. Keys may
     * be spelled as in a file or as in an environment; a blank value takes the preset's away. Reads the private key's file.
     *
     * @throws UnusableProviderException with everything that is wrong
     */
    public static Provider read(String id, Map<String, String> settings) {
        return ProviderReader.read(id, settings);
    }

    /** Its name in addresses. */
    public String id() {
        return id;
    }

    /** Its name for people. */
    public String name() {
        return get(ProviderSetting.NAME).orElseGet(() -> id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1));
    }

    /** The client that we are to the provider. */
    public String clientId() {
        return text(ProviderSetting.CLIENT_ID);
    }

    /** Whether it vouches by ID tokens. */
    public boolean isOpenId() {
        return settings.containsKey(ProviderSetting.ISSUER);
    }

    /** The issuer: the configured one, or the origin of the authorization endpoint. */
    public String issuer() {
        return get(ProviderSetting.ISSUER)
                .orElseGet(() -> Addresses.origin(endpoint(ProviderSetting.AUTHORIZATION_ENDPOINT)));
    }

    /** Whether the browser comes back by a POST with a form instead of a GET. */
    public boolean comesBackByPost() {
        return responseMode() == ResponseMode.FORM_POST;
    }

    /** Whether a client may show an access token of it as proof. */
    public boolean takesAccessTokens() {
        return tokenCheck() != TokenCheck.NONE;
    }

    Set<String> clientIds() {
        return Stream.concat(Stream.of(clientId()), list(ProviderSetting.ADDITIONAL_CLIENT_IDS).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    List<String> scopes() {
        List<String> scopes = list(ProviderSetting.SCOPES);
        return scopes.isEmpty() && isOpenId() ? List.of("openid", "email", "profile") : scopes;
    }

    ResponseMode responseMode() {
        return choice(ResponseMode.class, ProviderSetting.RESPONSE_MODE);
    }

    ClientAuthentication clientAuthentication() {
        return choice(ClientAuthentication.class, ProviderSetting.CLIENT_AUTHENTICATION);
    }

    Reauthentication reauthentication() {
        return get(ProviderSetting.REAUTHENTICATION)
                .flatMap(text -> Choices.read(Reauthentication.class, text))
                .orElse(isOpenId() ? Reauthentication.MAX_AGE : Reauthentication.NONE);
    }

    TokenCheck tokenCheck() {
        return choice(TokenCheck.class, ProviderSetting.TOKEN_CHECK);
    }

    ECPrivateKey privateKey() {
        return privateKey.orElseThrow();
    }

    Optional<String> get(ProviderSetting setting) {
        return Optional.ofNullable(settings.get(setting));
    }

    /** The value of a setting that was checked to be there. */
    String text(ProviderSetting setting) {
        return Objects.requireNonNull(settings.get(setting), setting.key());
    }

    /** An endpoint that was checked to be there. */
    URI endpoint(ProviderSetting setting) {
        return URI.create(text(setting));
    }

    private List<String> list(ProviderSetting setting) {
        return get(setting).map(Provider::split).orElse(List.of());
    }

    static List<String> split(String text) {
        return Arrays.stream(text.split("[,\\s]+"))
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    private <E extends Enum<E>> E choice(Class<E> type, ProviderSetting setting) {
        return Choices.read(type, text(setting)).orElseThrow();
    }

    @Override
    public String toString() {
        return "Provider " + id + " of " + issuer();
    }
}
