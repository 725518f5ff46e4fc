package dev.sallyport.spring;

import dev.sallyport.Caller;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.security.config.core.GrantedAuthorityDefaults;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * Each role as one authority for each prefix.
 *
 * @param prefixes may hold the empty one
 */
record RoleAuthorities(List<String> prefixes) implements CallerAuthorities {

    /** What {@code hasRole} puts in front of a role in this application. */
    private static String rolePrefix(BeanFactory beans) {
        GrantedAuthorityDefaults chosen =
                beans.getBeanProvider(GrantedAuthorityDefaults.class).getIfAvailable();
        return chosen == null ? ROLE_PREFIX : chosen.getRolePrefix();
    }

    /** For {@code hasRole} alone. */
    static RoleAuthorities ofRoles(BeanFactory beans) {
        return new RoleAuthorities(List.of(rolePrefix(beans)));
    }

    /** Whether the users' authorities had a prefix, and which, nobody knows any more: their roles are those without. */
    static RoleAuthorities ofRolesAndAuthorities(BeanFactory beans) {
        return new RoleAuthorities(
                Stream.of(rolePrefix(beans), ROLE_PREFIX, "").distinct().toList());
    }

    @Override
    public Collection<? extends GrantedAuthority> of(Caller caller) {
        List<GrantedAuthority> authorities =
                new ArrayList<>(prefixes.size() * caller.roles().size());
        for (String role : caller.roles()) {
            for (String prefix : prefixes) {
                authorities.add(new SimpleGrantedAuthority(prefix + role));
            }
        }
        return authorities;
    }
}
