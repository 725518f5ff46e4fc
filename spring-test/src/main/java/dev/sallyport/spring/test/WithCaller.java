package dev.sallyport.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;

/**
 * Runs a test as somebody who is signed in. Requests through {@code MockMvc}, and what is built on it, bring the cookies and the CSRF
 * token of a session that the gate has opened: they pass its filter as those of a browser do. A service that is called without a
 * request finds the caller in {@code CurrentCaller} and, with Spring Security, in the {@code SecurityContextHolder}. On a method it
 * counts in the place of one on the class.
 *
 * <pre>{@code
 * @Test
 * @WithCaller(userId = "17", roles = "admin")
 * void an_admin_sees_the_reports() {
 *     assertThat(mvc.get().uri("/api/reports")).hasStatusOk();
 * }
 * }</pre>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface WithCaller {

    /** The user's id, as {@link #userId}. */
    @AliasFor("userId")
    String value() default "user";

    /** What {@code Caller.userId} says. */
    @AliasFor("value")
    String userId() default "user";

    /** What {@code Caller.roles} says. */
    String[] roles() default {};
}
