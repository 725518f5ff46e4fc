package dev.sallyport;

import dev.sallyport.session.Transport;
import dev.sallyport.token.AccessToken;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A caller by the word of an access token that was verified. Not a record: those are open to every deserializer. */
final class VerifiedCaller extends Caller {

    private final AccessToken.Subject subject;
    private final Transport transport;
    private final Instant accessExpiresAt;

    VerifiedCaller(AccessToken.Subject subject, Transport transport, Instant accessExpiresAt) {
        this.subject = subject;
        this.transport = transport;
        this.accessExpiresAt = accessExpiresAt;
    }

    @Override
    public String userId() {
        return subject.userId();
    }

    @Override
    public String sessionId() {
        return subject.sessionId();
    }

    @Override
    public Transport transport() {
        return transport;
    }

    @Override
    public Set<String> roles() {
        return subject.roles();
    }

    @Override
    public Instant authenticatedAt() {
        return subject.authenticatedAt();
    }

    @Override
    public Instant accessExpiresAt() {
        return accessExpiresAt;
    }

    @Override
    public List<String> methods() {
        return subject.methods();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VerifiedCaller that
                && subject.equals(that.subject)
                && transport == that.transport
                && accessExpiresAt.equals(that.accessExpiresAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(subject, transport, accessExpiresAt);
    }

    @Override
    public String toString() {
        return "Caller[userId=%s, sessionId=%s, transport=%s, roles=%s]"
                .formatted(userId(), sessionId(), transport, roles());
    }
}
