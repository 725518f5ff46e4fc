package dev.sallyport.spring;

import dev.sallyport.Caller;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** An admitted caller as Spring Security sees one: the principal is the {@link Caller}, a role {@code x} is {@code ROLE_x}. */
public final class CallerAuthentication extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient Caller caller;

    CallerAuthentication(Caller caller) {
        super(authorities(caller));
        this.caller = caller;
        setAuthenticated(true);
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

    private static List<GrantedAuthority> authorities(Caller caller) {
        List<GrantedAuthority> authorities = new ArrayList<>(caller.roles().size());
        for (String role : caller.roles()) {
            authorities.add(new SimpleGrantedAuthority("ROLE_" + role));
        }
        return authorities;
    }
}
