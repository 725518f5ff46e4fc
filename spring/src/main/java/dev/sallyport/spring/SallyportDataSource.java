package dev.sallyport.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.beans.factory.annotation.Qualifier;

/**
 * Marks the bean of type {@code javax.sql.DataSource} in which sessions and keys are kept, where an application has more than
 * one:
 *
 * <pre>{@code
 * @Bean(defaultCandidate = false)
 * @SallyportDataSource
 * DataSource sessions() { ... }
 * }</pre>
 *
 * <p>Without one it is the DataSource that the application's own beans are given.
 */
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.PARAMETER, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Qualifier("sallyportDataSource")
public @interface SallyportDataSource {}
