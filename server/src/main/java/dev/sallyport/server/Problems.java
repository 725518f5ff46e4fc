package dev.sallyport.server;

import dev.sallyport.Refusal;
import java.util.stream.Stream;

/** Finds the gate's own words for what goes wrong outside it. */
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
                        Refusal.REQUEST_TIMEOUT,
                        Refusal.PAYLOAD_TOO_LARGE,
                        Refusal.UNSUPPORTED_MEDIA_TYPE,
                        Refusal.STORE_UNAVAILABLE)
                .filter(refusal -> refusal.status() == status)
                .findFirst()
                .orElse(isAboutTheRequest(status) ? Refusal.MALFORMED_REQUEST : Refusal.INTERNAL_ERROR);
    }

    /** 501 and 505 too: the request came in a transfer coding or a version of HTTP that is not spoken here. */
    private static boolean isAboutTheRequest(int status) {
        return status < 500 || status == 501 || status == 505;
    }
}
