package dev.sallyport.server;

import dev.sallyport.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Problem details (RFC 9457) for what goes wrong outside the gate, with the same codes and members as the gate's own. */
final class Problems {

    private Problems() {}

    /** The refusal that stands for a bare status: the one known for it, else one for its class. */
    static Refusal forStatus(int status) {
        return Stream.of(
                        Refusal.MALFORMED_REQUEST,
                        Refusal.ACCESS_MISSING,
                        Refusal.FORBIDDEN,
                        Refusal.NOT_FOUND,
                        Refusal.METHOD_NOT_ALLOWED,
                        Refusal.NOT_ACCEPTABLE,
                        Refusal.PAYLOAD_TOO_LARGE,
                        Refusal.UNSUPPORTED_MEDIA_TYPE,
                        Refusal.STORE_UNAVAILABLE)
                .filter(refusal -> refusal.status() == status)
                .findFirst()
                .orElse(status < 500 ? Refusal.MALFORMED_REQUEST : Refusal.INTERNAL_ERROR);
    }

    static Map<String, Object> body(Refusal refusal) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", refusal.title());
        body.put("status", refusal.status());
        body.put("code", refusal.code());
        body.put("detail", refusal.detail());
        return body;
    }
}
