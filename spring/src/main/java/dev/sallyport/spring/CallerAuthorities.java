package dev.sallyport.spring;

import dev.sallyport.Caller;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.core.GrantedAuthority;

/**
 * What a caller may do, as Spring Security's rules see it. By default it is {@link #ofRoles}, or {@link #ofRolesAndAuthorities} where a
 * {@code UserDetailsService} has the users, with the prefix of the bean {@code GrantedAuthorityDefaults} if there is one. Define a bean of
 * this type for authorities of another kind; it is asked at each request, so it should ask no database.
 */
@FunctionalInterface
public interface CallerAuthorities {

    /** What Spring Security puts before a role's name to make it an authority. */
    String ROLE_PREFIX = "ROLE_";

    /** The authorities of a caller. */
    Collection<? extends GrantedAuthority> of(Caller caller);

    /** The way back: authorities as roles, without the prefix {@code ROLE_} where they have it, and else as they are. */
    static Set<String> roles(Collection<? extends GrantedAuthority> authorities) {
        return authorities.stream()
                .map(GrantedAuthority::getAuthority)
                .filter(authority -> authority != null && !authority.isEmpty())
                .map(authority ->
                        authority.startsWith(ROLE_PREFIX) ? authority.substring(ROLE_PREFIX.length()) : authority)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A role {@code x} is the authority {@code ROLE_x}, which {@code hasRole("x")} asks for. */
    static CallerAuthorities ofRoles() {
        return new RoleAuthorities(List.of(ROLE_PREFIX));
    }

    /**
     * A role {@code x} is the authorities {@code ROLE_x} and {@code x}: users of a {@code UserDetailsService} have authorities with that
     * prefix or without, and rules ask for them by {@code hasRole} or by {@code hasAuthority}. Not for an application in which the
     * authority {@code x} means less than {@code ROLE_x}.
     */
    static CallerAuthorities ofRolesAndAuthorities() {
        return new RoleAuthorities(List.of(ROLE_PREFIX, ""));
    }
}
