package dev.sallyport.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Asks for a sign-in not long ago before a controller's methods are called. Whose is older is answered 401
 * {@code insufficient_user_authentication} with {@code max_age} (RFC 9470): the client's {@code stepUp} asks the person to sign in
 * again and repeats the request. A visitor is answered 401 as well. On a method it counts in the place of one on the class. It works on
 * the methods that Spring MVC maps requests to, and nowhere else.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface RecentSignIn {

    /** How long ago it may have been, such as {@code 10m} or {@code PT10M}; by default {@code sallyport.recent-sign-in}. */
    String value() default "";
}
