package dev.sallyport.spring.test;

import dev.sallyport.spring.CallerAuthentication;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.test.context.TestSecurityContextHolder;
import org.springframework.util.ClassUtils;

/** Whom {@code @WithMockUser} and its like name, where Spring Security's support for tests is there. */
final class MockUser {

    private static final boolean IS_POSSIBLE = ClassUtils.isPresent(
            "org.springframework.security.test.context.TestSecurityContextHolder", MockUser.class.getClassLoader());
    private static final String ROLE_PREFIX = "ROLE_";

    private MockUser() {}

    static Optional<CallerInTest.Name> get() {
        return IS_POSSIBLE ? Holder.name() : Optional.empty();
    }

    /** A class of its own, since it cannot be loaded without Spring Security. */
    private static final class Holder {

        static Optional<CallerInTest.Name> name() {
            return Optional.ofNullable(TestSecurityContextHolder.getContext().getAuthentication())
                    .filter(Authentication::isAuthenticated)
                    .filter(user -> !(user instanceof CallerAuthentication))
                    .map(Holder::named);
        }

        private static CallerInTest.Name named(Authentication user) {
            List<String> roles = user.getAuthorities().stream()
                    .map(GrantedAuthority::getAuthority)
                    .map(authority -> String.valueOf(authority).startsWith(ROLE_PREFIX)
                            ? String.valueOf(authority).substring(ROLE_PREFIX.length())
                            : String.valueOf(authority))
                    .toList();
            return new CallerInTest.Name(user.getName(), roles);
        }
    }
}
