package dev.sallyport.spring.test;

import dev.sallyport.Caller;
import dev.sallyport.spring.CallerAuthentication;
import dev.sallyport.spring.CallerAuthorities;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationContext;
import org.springframework.security.core.Authentication;
import org.springframework.security.test.context.TestSecurityContextHolder;
import org.springframework.util.ClassUtils;

/** What a test says to Spring Security and what it is told, where Spring Security's support for tests is there. */
final class TestSecurity {

    private static final boolean IS_THERE = ClassUtils.isPresent(
            "org.springframework.security.test.context.TestSecurityContextHolder", TestSecurity.class.getClassLoader());

    private TestSecurity() {}

    /** Whom {@code @WithMockUser} and its like name. */
    static Optional<CallerInTest.Name> mockUser() {
        return IS_THERE ? Holder.mockUser() : Optional.empty();
    }

    static void enter(Caller caller, ApplicationContext application) {
        if (IS_THERE) {
            Holder.enter(caller, application);
        }
    }

    static void leave() {
        if (IS_THERE) {
            Holder.leave();
        }
    }

    /** A class of its own, since it cannot be loaded without Spring Security. */
    private static final class Holder {

        static Optional<CallerInTest.Name> mockUser() {
            return Optional.ofNullable(TestSecurityContextHolder.getContext().getAuthentication())
                    .filter(Authentication::isAuthenticated)
                    .filter(user -> !(user instanceof CallerAuthentication))
                    .map(user -> new CallerInTest.Name(
                            user.getName(), List.copyOf(CallerAuthorities.roles(user.getAuthorities()))));
        }

        static void enter(Caller caller, ApplicationContext application) {
            CallerAuthorities authorities =
                    application.getBeanProvider(CallerAuthorities.class).getIfUnique(CallerAuthorities::ofRoles);
            TestSecurityContextHolder.setAuthentication(CallerAuthentication.of(caller, authorities));
        }

        static void leave() {
            TestSecurityContextHolder.clearContext();
        }
    }
}
