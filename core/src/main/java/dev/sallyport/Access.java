package dev.sallyport;

import dev.sallyport.session.Transport;
import dev.sallyport.token.AccessToken;
import java.time.Instant;
import java.util.Map;

/** What an access token says, of whichever format it is. */
record Access(AccessToken.Subject subject, Transport transport, Instant expiresAt, Map<String, Object> claims) {

    Caller caller() {
        return new VerifiedCaller(this);
    }

    /** Without the claims, which are the token but for its signature. */
    @Override
    public String toString() {
        return "Access to session " + subject.sessionId();
    }
}
