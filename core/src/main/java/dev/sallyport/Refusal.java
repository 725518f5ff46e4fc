package dev.sallyport;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Why a request was refused: the stable code that a client branches on, and a sentence for the person who reads it. */
public enum Refusal {
    CSRF_MISSING(Status.FORBIDDEN, "The request changes something and carries no CSRF token."),
    CSRF_MISMATCH(Status.FORBIDDEN, "The CSRF token does not belong to this session."),
    CROSS_SITE(Status.FORBIDDEN, "The request comes from another site."),
    ORIGIN_NOT_ALLOWED(Status.FORBIDDEN, "The request comes from an origin that is not allowed."),
    ACCESS_MISSING(Status.UNAUTHORIZED, "Nobody is signed in."),
    ACCESS_EXPIRED(Status.UNAUTHORIZED, "The access token has expired; refresh it."),
    ACCESS_INVALID(Status.UNAUTHORIZED, "The access token is not valid."),
    SESSION_REVOKED(Status.UNAUTHORIZED, "The session was ended."),
    CREDENTIALS_REJECTED(Status.UNAUTHORIZED, "The username or the password is wrong."),
    TOKEN_NOT_FOR_US(Status.UNAUTHORIZED, "The provider made this token for another application."),
    INSUFFICIENT_USER_AUTHENTICATION(Status.UNAUTHORIZED, "The sign-in is too long ago for this; sign in again."),
    TOO_MANY_ATTEMPTS(Status.TOO_MANY_REQUESTS, "Too many sign-ins have failed; try again later."),
    REFRESH_MISSING(Status.UNAUTHORIZED, "The request carries no refresh token."),
    REFRESH_UNKNOWN(Status.UNAUTHORIZED, "The refresh token is not known."),
    REFRESH_EXPIRED(Status.UNAUTHORIZED, "The session has reached its end; sign in again."),
    REFRESH_REUSED(Status.UNAUTHORIZED, "The refresh token was used before; the session was ended to be safe."),
    DUPLICATE_COOKIE(Status.BAD_REQUEST, "A cookie of ours came twice; clear this site's cookies."),
    MALFORMED_REQUEST(Status.BAD_REQUEST, "The request cannot be understood."),
    TRANSPORT_NOT_ENABLED(Status.BAD_REQUEST, "This way to carry tokens is not enabled."),
    STATE_MISMATCH(Status.BAD_REQUEST, "This sign-in was not started in this browser, or has been finished already."),
    STATE_EXPIRED(Status.BAD_REQUEST, "This sign-in took too long; start it again."),
    ACCESS_DENIED(Status.FORBIDDEN, "The sign-in was cancelled at the provider."),
    REGISTRATION_CLOSED(Status.FORBIDDEN, "Nobody here is linked to that account, and new accounts are not made."),
    ACCOUNT_EXISTS(Status.CONFLICT, "An account has this e-mail address; sign in to it first, then link the provider."),
    IDENTITY_TAKEN(Status.CONFLICT, "Another account is linked to that one already."),
    ACCESS_TOKEN_TOO_LARGE(Status.CONFLICT, "The account has more roles than an access token can hold."),
    LAST_WAY_IN(Status.CONFLICT, "Without this link nobody could sign in to the account any more."),
    FORBIDDEN(Status.FORBIDDEN, "This caller may not do that."),
    NOT_FOUND(Status.NOT_FOUND, "There is nothing here."),
    METHOD_NOT_ALLOWED(Status.METHOD_NOT_ALLOWED, "This method is not for this address."),
    NOT_ACCEPTABLE(Status.NOT_ACCEPTABLE, "The answer is application/json, which the request does not accept."),
    REQUEST_TIMEOUT(Status.REQUEST_TIMEOUT, "The body did not arrive in time; send the request again."),
    PAYLOAD_TOO_LARGE(Status.CONTENT_TOO_LARGE, "The body is larger than anything this address takes."),
    UNSUPPORTED_MEDIA_TYPE(Status.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json."),
    INTERNAL_ERROR(Status.INTERNAL_SERVER_ERROR, "Something went wrong here; it was logged."),
    SERVER_BUSY(Status.SERVICE_UNAVAILABLE, "More wait here than can be served in time; try again in a moment."),
    PROVIDER_MISCONFIGURED(
            Status.INTERNAL_SERVER_ERROR, "This server is not set up correctly for the provider; its log says how."),
    PROVIDER_UNAVAILABLE(Status.SERVICE_UNAVAILABLE, "The provider does not answer; try again shortly."),
    STORE_UNAVAILABLE(Status.SERVICE_UNAVAILABLE, "The session store cannot be reached; try again shortly.");

    private enum Status {
        BAD_REQUEST(400, "Bad Request"),
        UNAUTHORIZED(401, "Unauthorized"),
        FORBIDDEN(403, "Forbidden"),
        NOT_FOUND(404, "Not Found"),
        METHOD_NOT_ALLOWED(405, "Method Not Allowed"),
        NOT_ACCEPTABLE(406, "Not Acceptable"),
        REQUEST_TIMEOUT(408, "Request Timeout"),
        CONFLICT(409, "Conflict"),
        CONTENT_TOO_LARGE(413, "Content Too Large"),
        UNSUPPORTED_MEDIA_TYPE(415, "Unsupported Media Type"),
        TOO_MANY_REQUESTS(429, "Too Many Requests"),
        INTERNAL_SERVER_ERROR(500, "Internal Server Error"),
        SERVICE_UNAVAILABLE(503, "Service Unavailable");

        private final int number;
        private final String phrase;

        Status(int number, String phrase) {
            this.number = number;
            this.phrase = phrase;
        }
    }

    private final Status status;
    private final String detail;

    Refusal(Status status, String detail) {
        this.status = status;
        this.detail = detail;
    }

    /** The refusal that stands for a bare status from outside the gate: the one known for it, else one for its class. */
    public static Refusal forStatus(int status) {
        return Stream.of(
                        MALFORMED_REQUEST,
                        ACCESS_MISSING,
                        FORBIDDEN,
                        NOT_FOUND,
                        METHOD_NOT_ALLOWED,
                        NOT_ACCEPTABLE,
                        REQUEST_TIMEOUT,
                        PAYLOAD_TOO_LARGE,
                        UNSUPPORTED_MEDIA_TYPE,
                        STORE_UNAVAILABLE)
                .filter(refusal -> refusal.status() == status)
                .findFirst()
                .orElse(isAboutTheRequest(status) ? MALFORMED_REQUEST : INTERNAL_ERROR);
    }

    /** 501 and 505 too: the request came in a transfer coding or a version of HTTP that is not spoken here. */
    private static boolean isAboutTheRequest(int status) {
        return status < 500 || status == 501 || status == 505;
    }

    /** The HTTP status. */
    public int status() {
        return status.number;
    }

    /** The status's phrase, which RFC 9457 section 4.2.1 makes the title of a problem without a type of its own. */
    public String title() {
        return status.phrase;
    }

    /** The stable code in a problem's body, such as {@code csrf_missing}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** One sentence for a person. */
    public String detail() {
        return detail;
    }

    /** The members of a problem detail (RFC 9457 section 3.1) that says so, with the sentence {@code detail}. */
    public Map<String, Object> problem(String detail) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "about:blank");
        members.put("title", title());
        members.put("status", status());
        members.put("code", code());
        members.put("detail", detail);
        return members;
    }
}
