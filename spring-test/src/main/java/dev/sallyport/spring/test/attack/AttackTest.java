package dev.sallyport.spring.test.attack;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs once for each {@link Attack}, which it is given as its parameter:
 *
 * <pre>{@code
 * @SpringBootTest(webEnvironment = RANDOM_PORT)
 * class AttacksTest {
 *
 *     @LocalServerPort int port;
 *
 *     @AttackTest
 *     void withstands(Attack attack) {
 *         attack.on(Target.at("http://localhost:" + port)
 *                 .signIn("ann", "correct horse battery staple")
 *                 .change("/api/profile", text -> Map.of("displayName", text))
 *                 .shownAt("/api/profile")
 *                 .build());
 *     }
 * }
 * }</pre>
 *
 * A failure says what the attack got and what to do about it. An attack that the target does not name an address for is aborted, and says so.
 */
@Documented
@TestTemplate
@ExtendWith(EachAttack.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface AttackTest {

    /** Attacks to leave out: those that the application is meant to answer otherwise, or whose finding is known. */
    Attack[] except() default {};
}
