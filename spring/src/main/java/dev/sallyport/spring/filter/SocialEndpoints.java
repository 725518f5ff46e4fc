package dev.sallyport.spring.filter;

import dev.sallyport.Refusal;
import dev.sallyport.RefusedException;
import dev.sallyport.Sallyport;
import dev.sallyport.Social;
import dev.sallyport.Social.Exchange;
import dev.sallyport.social.ProviderCredential;
import dev.sallyport.spring.body.FormFields;
import dev.sallyport.spring.body.JsonBody;
import dev.sallyport.spring.body.ReceivedRequest;
import dev.sallyport.spring.filter.AuthEndpoints.Handler;
import dev.sallyport.spring.limit.ProviderThrottle;
import dev.sallyport.web.Reply;
import dev.sallyport.web.Request;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Routes what is under {@code social} and {@code identities}. */
final class SocialEndpoints {

    private final Social social;
    private final ProviderThrottle throttle;

    SocialEndpoints(Sallyport sallyport, ProviderThrottle throttle) {
        this.social = sallyport.social();
        this.throttle = throttle;
    }

    /** The handlers at this place below the base path, by method; none, if there is no such place. */
    Map<String, Handler> handlers(String place) {
        String[] parts = place.substring(1).split("/", -1);
        if (parts[0].equals("identities")) {
            return identities(parts);
        }
        if (!parts[0].equals("social")) {
            return Map.of();
        }
        return switch (parts.length) {
            case 1 -> Map.of("GET", (request, servlet) -> social.list());
            case 2 -> parts[1].equals("nonce") ? Map.of("GET", (request, servlet) -> social.nonce(request)) : Map.of();
            case 3 -> ofProvider(parts[1], parts[2]);
            default -> Map.of();
        };
    }

    private Map<String, Handler> identities(String[] parts) {
        if (parts.length == 1) {
            return Map.of("GET", (request, servlet) -> social.identities(request));
        }
        return parts.length == 2 && !parts[1].isEmpty()
                ? Map.of("DELETE", (request, servlet) -> social.unlink(request, parts[1]))
                : Map.of();
    }

    private Map<String, Handler> ofProvider(String provider, String step) {
        return switch (step) {
            case "start" ->
                Map.of(
                        "GET",
                        (request, servlet) -> paced(
                                request,
                                () -> social.start(
                                        request,
                                        provider,
                                        Optional.ofNullable(parameters(servlet).get("returnTo")))));
            case "callback" ->
                Map.of(
                        "GET", (request, servlet) -> callback(request, provider, servlet),
                        "POST", (request, servlet) -> formPost(request, provider, servlet));
            case "exchange" ->
                Map.of(
                        "POST",
                        (request, servlet) -> paced(
                                request,
                                () -> social.exchange(
                                        request, provider, () -> exchange(JsonBody.of(request, servlet)))));
            case "link" ->
                Map.of(
                        "POST",
                        (request, servlet) -> paced(
                                request,
                                () -> social.link(
                                        request,
                                        provider,
                                        () -> JsonBody.of(request, servlet).text("returnTo"))));
            default -> Map.of();
        };
    }

    private Reply callback(Request request, String provider, HttpServletRequest servlet) {
        if (!request.method().equals("GET")) {
            // What only looks, as a preview of a link does, must not spend the code.
            throw new RefusedException(Refusal.METHOD_NOT_ALLOWED);
        }
        return paced(request, () -> social.callback(request, provider, parameters(servlet)));
    }

    private Reply formPost(Request request, String provider, HttpServletRequest servlet) {
        if (!FormFields.isForm(request.header("Content-Type"))) {
            throw new RefusedException(Refusal.UNSUPPORTED_MEDIA_TYPE, "The body must be a form.");
        }
        if (servlet instanceof ReceivedRequest received && received.isTooLarge()) {
            // Only its beginning was kept, and the rest may have changed what that says.
            throw new RefusedException(Refusal.PAYLOAD_TOO_LARGE);
        }
        return social.formPost(request, provider, parameters(servlet));
    }

    private Reply paced(Request request, Supplier<Reply> attempt) {
        return throttle.paced(request.remoteAddress(), attempt);
    }

    private static Exchange exchange(JsonBody body) {
        Optional<String> nonce = body.text("nonce");
        Optional<ProviderCredential> idToken =
                body.text("idToken").map(token -> new ProviderCredential.IdToken(token, nonce));
        Optional<ProviderCredential> accessToken = body.text("accessToken").map(ProviderCredential.AccessToken::new);
        Optional<ProviderCredential> code = body.text("code")
                .map(text -> new ProviderCredential.Code(
                        text, body.requiredText("codeVerifier"), body.requiredText("redirectUri"), nonce));
        var given =
                Stream.of(idToken, accessToken, code).flatMap(Optional::stream).toList();
        if (given.size() != 1) {
            throw new RefusedException(
                    Refusal.MALFORMED_REQUEST, "Send one of the members idToken, accessToken and code.");
        }
        return new Exchange(body.text("transport"), given.get(0));
    }

    /** A name that comes twice is refused: the provider's answer and somebody's addition to it would look alike. */
    private static Map<String, String> parameters(HttpServletRequest servlet) {
        Map<String, String> parameters = new LinkedHashMap<>();
        try {
            servlet.getParameterMap().forEach((name, values) -> {
                if (values.length > 1) {
                    throw new RefusedException(Refusal.MALFORMED_REQUEST, "A parameter is there twice.");
                }
                parameters.put(name, values[0]);
            });
        } catch (IllegalStateException unreadable) {
            throw new RefusedException(Refusal.MALFORMED_REQUEST, "The parameters cannot be decoded.");
        }
        return parameters;
    }
}
