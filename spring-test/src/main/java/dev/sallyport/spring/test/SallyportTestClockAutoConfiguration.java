package dev.sallyport.spring.test;

import dev.sallyport.spring.SallyportKeysAutoConfiguration;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** A clock that a test can move, in the place of the gate's own. */
@AutoConfiguration(before = SallyportKeysAutoConfiguration.class)
public class SallyportTestClockAutoConfiguration {

    @Bean
    TestClock sallyportTestClock() {
        return new TestClock(Clock.systemUTC());
    }

    /** By its name only: an application that asks for a {@code Clock} means its own. */
    @Bean(defaultCandidate = false)
    Clock sallyportClock(TestClock moved) {
        return moved.clock();
    }
}
