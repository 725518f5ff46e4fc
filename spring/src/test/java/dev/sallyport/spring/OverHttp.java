package dev.sallyport.spring;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** Runs the one test application on a port of its own; all tests that say so share it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = HostileApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {HostileApplication.BY_ITSELF, HostileApplication.SNAKE_CASE, HostileApplication.LOCAL_ONLY})
public @interface OverHttp {}
