package dev.sallyport.social;

import com.nimbusds.common.contenttype.ContentType;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import dev.sallyport.social.SocialException.Failure;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks a provider for which application an access token was minted, and for whom. Without that, any application's token
 * would sign its user in here: the other application could show it [26].
 */
final class TokenChecks {

    private final Provider provider;
    private final ProviderHttp calls;
    private final String what;

    TokenChecks(Provider provider, ProviderHttp calls) {
        this.provider = provider;
        this.calls = calls;
        this.what = provider.id() + ": the token check";
    }

    /** The subject of a token that was minted for us. A provider without a check names nobody. */
    String subject(Endpoints endpoints, String token) throws SocialException {
        VisibleAscii.checked("access token", token);
        Optional<String> subject = switch (provider.tokenCheck()) {
            case NONE -> Optional.empty();
            case TOKENINFO -> tokenInfo(token);
            case DEBUG_TOKEN -> debugToken(token);
            case CHECK_TOKEN -> checkToken(token);
            case INTROSPECTION -> introspection(endpoints, token);
        };
        return subject.orElseThrow(() -> SocialException.rejected(what + " names no usable subject"));
    }

    /** Google's: developers.google.com/identity/protocols/oauth2. The form keeps the token out of addresses. */
    private Optional<String> tokenInfo(String token) throws SocialException {
        Map<String, Object> answer = calls.send(form(endpoint(), Map.of("access_token", List.of(token))))
                .object(what);
        ours(answer.get("aud"));
        if (answer.containsKey("azp")) {
            ours(answer.get("azp"));
        }
        return Claims.subject(answer, "sub");
    }

    /** Facebook's: developers.facebook.com/docs/facebook-login/guides/access-tokens/debugging. It takes a query only. */
    private Optional<String> debugToken(String token) throws SocialException {
        String secret = provider.clientId() + "|" + provider.text(ProviderSetting.CLIENT_SECRET);
        URI address = URI.create(endpoint() + "?input_token=" + encoded(token) + "&access_token=" + encoded(secret));
        Map<String, Object> answer =
                calls.send(new HTTPRequest(HTTPRequest.Method.GET, address)).object(what);
        Map<String, Object> data = Claims.object(answer.get("data"));
        if (data.get("app_id") != null) {
            ours(data.get("app_id"));
        }
        boolean holds = data.get("app_id") != null
                && Boolean.TRUE.equals(data.get("is_valid"))
                && "USER".equals(data.get("type"));
        if (!holds) {
            throw SocialException.rejected(what + " says that it does not hold");
        }
        return Claims.subject(data, "user_id");
    }

    /** GitHub's: docs.github.com/en/rest/apps/oauth-applications#check-a-token. */
    private Optional<String> checkToken(String token) throws SocialException {
        URI address = URI.create(provider.text(ProviderSetting.TOKEN_CHECK_ENDPOINT)
                .replace("{client_id}", encoded(provider.clientId())));
        HTTPRequest request = new HTTPRequest(HTTPRequest.Method.POST, address);
        request.setEntityContentType(ContentType.APPLICATION_JSON);
        request.setBody(JSONObjectUtils.toJSONString(Map.of("access_token", token)));
        basic(request);
        Map<String, Object> answer = calls.send(request).object(what);
        ours(Claims.object(answer.get("app")).get("client_id"));
        return Claims.subject(answer, "user.id");
    }

    /** RFC 7662. The audience is who may be called with a token; who got it is the client. */
    private Optional<String> introspection(Endpoints endpoints, String token) throws SocialException {
        URI address = endpoints
                .introspection()
                .orElseThrow(() -> new SocialException(Failure.UNSUPPORTED, what + " has no address"));
        HTTPRequest request =
                form(address, Map.of("token", List.of(token), "token_type_hint", List.of("access_token")));
        basic(request);
        Map<String, Object> answer = calls.send(request).object(what);
        if (!Boolean.TRUE.equals(answer.get("active"))) {
            throw SocialException.rejected(what + " says that it does not hold");
        }
        ours(answer.containsKey("client_id") ? answer.get("client_id") : answer.get("aud"));
        Optional<String> issuer = Claims.text(answer, "iss");
        if (issuer.isPresent()
                && endpoints.issuers().accepted(issuer.get(), null).isEmpty()) {
            throw SocialException.rejected(what + " names another issuer");
        }
        return Claims.subject(answer, "sub");
    }

    private void ours(@Nullable Object application) throws SocialException {
        List<?> named =
                application instanceof List<?> list ? list : List.of(Objects.requireNonNullElse(application, ""));
        if (named.stream().map(String::valueOf).noneMatch(provider.clientIds()::contains)) {
            throw new SocialException(
                    Failure.NOT_FOR_US, provider.id() + ": the access token was minted for another application");
        }
    }

    private URI endpoint() {
        return provider.endpoint(ProviderSetting.TOKEN_CHECK_ENDPOINT);
    }

    private void basic(HTTPRequest request) {
        Secret secret = new Secret(provider.text(ProviderSetting.CLIENT_SECRET));
        new ClientSecretBasic(new ClientID(provider.clientId()), secret).applyTo(request);
    }

    private static HTTPRequest form(URI address, Map<String, List<String>> parameters) {
        HTTPRequest request = new HTTPRequest(HTTPRequest.Method.POST, address);
        request.setEntityContentType(ContentType.APPLICATION_URLENCODED);
        request.setBody(URLUtils.serializeParameters(parameters));
        return request;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
