package dev.sallyport.spring.test;

import java.util.List;
import java.util.Optional;

/** Who this thread's test runs as. */
final class CallerInTest {

    /** Somebody, and what they may do. */
    record Name(String userId, List<String> roles) {}

    private static final ThreadLocal<Name> CURRENT = new ThreadLocal<>();

    private CallerInTest() {}

    static void set(Name name) {
        CURRENT.set(name);
    }

    static void clear() {
        CURRENT.remove();
    }

    /** Where a test says it of Spring Security, by {@code @WithMockUser}, it means the same. */
    static Optional<Name> get() {
        return Optional.ofNullable(CURRENT.get()).or(TestSecurity::mockUser);
    }
}
