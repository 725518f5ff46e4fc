package dev.sallyport.spring.event;

import static dev.sallyport.spring.event.Happening.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.sallyport.SecurityEvent;
import dev.sallyport.SecurityEvent.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

class SecurityLogTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.sallyport.security");
    private final ListAppender<ILoggingEvent> written = new ListAppender<>();
    private final SecurityLog log = new SecurityLog();

    @BeforeEach
    void listen() {
        written.start();
        logger.addAppender(written);
        logger.setLevel(Level.DEBUG);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(written);
        logger.setLevel(null);
    }

    @Test
    void anEventIsOneLineOfKeysAndValues() {
        log.on(Happening.of(Kind.SIGNED_IN));

        assertThat(lines()).containsExactly("event=SIGNED_IN user=alice session=session-1 address=192.0.2.7");
        assertThat(written.list.get(0).getKeyValuePairs())
                .extracting(pair -> pair.key + "=" + pair.value)
                .containsExactly("event=SIGNED_IN", "user=alice", "session=session-1", "address=192.0.2.7");
    }

    @Test
    void aRefusalSaysWhyAndWhatIsNotKnownIsADash() {
        log.on(Happening.refused(NOW));

        assertThat(lines()).containsExactly("event=REFUSED user=- session=- address=192.0.2.66 refusal=csrf_missing");
    }

    @ParameterizedTest
    @EnumSource
    void aTheftIsAWarningAndWhatIsRoutineIsForDebugging(Kind kind) {
        log.on(Happening.of(kind));

        Level expected = switch (kind) {
            case REFRESH_REUSED, REFRESH_SHARED -> Level.WARN;
            case REFRESHED, REFRESH_REPEATED -> Level.DEBUG;
            default -> Level.INFO;
        };
        assertThat(written.list).extracting(ILoggingEvent::getLevel).containsExactly(expected);
    }

    @Test
    void noNameAndNoAddressCanPoseAsAnotherValueOrLine() {
        log.on(new SecurityEvent(
                Kind.REFUSED,
                NOW,
                Optional.of("eve user=alice\r\nevent=SIGNED_IN\u2028\u202e\"" + "x".repeat(1000)),
                Optional.of("\u001b[2J"),
                "1.2.3.4\nevent=SIGNED_OUT",
                Optional.empty()));

        assertThat(lines()).singleElement().satisfies(line -> {
            assertThat(line).matches("event=REFUSED user=[^ =\"]{1,255} session=[^ =\"]+ address=[^ =\"]+");
            assertThat(line.chars().noneMatch(Character::isISOControl)).isTrue();
            assertThat(line).startsWith("event=REFUSED user=eve_user_alice__event_SIGNED_IN___x");
        });
    }

    @Test
    void aFloodOfRefusalsLeavesAHundredLinesAMinuteAndTheirCount() {
        for (int i = 0; i < 1000; i++) {
            log.on(Happening.refused(NOW));
        }
        log.on(Happening.of(Kind.SIGNED_IN));

        assertThat(lines()).hasSize(102).element(100).isEqualTo("left-out=900");
        assertThat(lines().get(101)).startsWith("event=SIGNED_IN");
    }

    @Test
    void theCountOfALastFloodIsToldAtTheEnd() {
        for (int i = 0; i < 103; i++) {
            log.on(Happening.refused(NOW));
        }
        log.close();
        log.close();

        assertThat(lines()).hasSize(101).endsWith("left-out=3");
    }

    @Test
    void whatTheLevelHidesIsNotLeftOut() {
        logger.setLevel(Level.INFO);
        for (int i = 0; i < 100; i++) {
            log.on(Happening.of(Kind.REFRESHED));
        }
        log.close();

        assertThat(lines()).isEmpty();
    }

    private List<String> lines() {
        return written.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
