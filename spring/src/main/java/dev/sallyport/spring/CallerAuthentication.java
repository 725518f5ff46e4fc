package dev.sallyport.spring;

import dev.sallyport.Caller;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;

/** An admitted caller as Spring Security sees one: the principal is the {@link Caller}, what it may do is as {@link CallerAuthorities} says. */
public final class CallerAuthentication extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient Caller caller;

    CallerAuthentication(Caller caller, Collection<? extends GrantedAuthority> authorities) {
        super(authorities);
        this.caller = Objects.requireNonNull(caller);
        setAuthenticated(true);
    }

    /** A caller whom the gate has let in, for code that acts without a request, such as a test. */
    public static CallerAuthentication of(Caller caller, CallerAuthorities authorities) {
        return new CallerAuthentication(caller, authorities.of(caller));
    }

    /** Nobody comes out of a stream: who calls is proved by each request anew. */
    private void readObject(ObjectInputStream from) throws InvalidObjectException {
        throw new InvalidObjectException("a caller is proved by a request");
    }

    /** False for one that a deserializer has filled in without its constructor. */
    @Override
    public boolean isAuthenticated() {
        return caller != null && super.isAuthenticated();
    }

    @Override
    public Caller getPrincipal() {
        return caller;
    }

    /** Null: the token that proved it stays with the gate. */
    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public String getName() {
        return caller.userId();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CallerAuthentication that && that.caller.equals(caller);
    }

    @Override
    public int hashCode() {
        return caller.hashCode();
    }
}
