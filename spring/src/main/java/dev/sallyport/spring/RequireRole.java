package dev.sallyport.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets a controller's methods be called by callers with one of these roles only. A visitor is answered 401, another caller 403
 * ({@code forbidden}). On a method it counts in the place of one on the class. It works on the methods that Spring MVC maps requests
 * to, and nowhere else; for services there is Spring Security's method security.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface RequireRole {

    /** The roles, any of which is enough, as in {@link dev.sallyport.Caller#roles}. */
    String[] value();
}
