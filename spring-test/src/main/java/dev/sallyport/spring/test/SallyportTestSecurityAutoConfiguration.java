package dev.sallyport.spring.test;

import dev.sallyport.spring.SallyportAutoConfiguration;
import dev.sallyport.spring.SallyportSecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Import;

/** A slice has Spring Security where Spring Boot's support for its tests is there, and only then can its chain take the gate's callers. */
@AutoConfiguration(
        after = SallyportAutoConfiguration.class,
        beforeName = {
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration"
        })
@ConditionalOnClass(
        name = "org.springframework.boot.security.test.autoconfigure.webmvc.SecurityMockMvcAutoConfiguration")
@Import(SallyportSecurityAutoConfiguration.class)
public class SallyportTestSecurityAutoConfiguration {}
