package dev.sallyport.social;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a provider answered to a request that it understood.
 *
 * @param json null if a refusal came without
 */
record Answer(int status, boolean isPage, @Nullable Object json) {

    /**
     * The object it holds.
     *
     * @throws SocialException rejected, if the provider refuses; some do so with the status 200
     */
    Map<String, Object> object(String what) throws SocialException {
        Map<String, Object> object = Claims.object(json);
        if (isRefusal() || object.containsKey("error")) {
            throw refusal(what, object);
        }
        if (!(json instanceof Map)) {
            throw SocialException.unavailable(what + " answered with something else than an object");
        }
        return object;
    }

    /** The object it holds, where anybody may ask and a refusal judges nobody. */
    Map<String, Object> document(String what) throws SocialException {
        if (status != 200 || !(json instanceof Map)) {
            throw SocialException.unavailable(what + " is not there, the answer was " + status);
        }
        return Claims.object(json);
    }

    /** The objects of the list it holds. */
    List<Map<String, Object>> list(String what) throws SocialException {
        if (isRefusal()) {
            throw refusal(what, Claims.object(json));
        }
        if (!(json instanceof List<?> entries)) {
            throw SocialException.unavailable(what + " answered with something else than a list");
        }
        return entries.stream().map(Claims::object).toList();
    }

    private boolean isRefusal() {
        return status >= 400;
    }

    private SocialException refusal(String what, Map<String, Object> object) {
        if (isPage) {
            // Something in front of the provider speaks, which knows nothing about tokens.
            return SocialException.unavailable(what + " answered " + status + " with a page");
        }
        return SocialException.rejected(what + " answered " + status + " " + errorCode(object));
    }

    /** The error's short code and never its text, which may repeat what was sent. */
    private static String errorCode(Map<String, Object> object) {
        Object error = object.get("error");
        Object code = error instanceof Map ? Claims.object(error).get("code") : error;
        return shortCode(code == null ? "" : code.toString());
    }

    static String shortCode(String code) {
        return code.matches("[A-Za-z0-9_.-]{1,48}") ? code : "(no short code)";
    }

    /** Without what it says, which may be a token. */
    @Override
    public String toString() {
        return "Answer " + status;
    }
}
