package dev.sallyport.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.Accounts;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the log of a start says that fails for its database: little, and at the end what to do. */
@ExtendWith(OutputCaptureExtension.class)
@Tag("slow")
class FailedStartTest {

    private static final int LINES = 30;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Shop {

        @Bean
        Accounts accounts() {
            return new HostileApplication.OnlyAlice();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --sallyport.schema=validate | Run that file, which is in the jar of sallyport-core, or set sallyport.schema=auto.
            --sallyport.schema=none | sallyport.schema=validate says which file does.
            --spring.datasource.url=jdbc:postgresql://127.0.0.1:1/shop | spring.datasource.username or spring.datasource.password.
            --spring.datasource.url=jdbc:h2:mem:full;INIT=CREATE TABLE IF NOT EXISTS sallyport_x(id INT) | spring.flyway.baseline-version=0.
            --sallyport.store.table-prefix=shop- | Change each as it says; all that is wrong is listed.
            """)
    void theLogIsShortAndItsLastLinesSayWhatToDo(String property, String lastLine, CapturedOutput output) {
        int before = output.toString().split("\n", -1).length;
        assertThatThrownBy(() -> new SpringApplicationBuilder(Shop.class)
                        .properties(
                                "spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID(),
                                HostileApplication.LOCAL_ONLY,
                                "server.port=0",
                                "spring.main.banner-mode=off")
                        .run(property))
                .isNotNull();

        List<String> lines = Stream.of(output.toString().split("\n", -1))
                .skip(before - 1L)
                .filter(line -> !line.isBlank())
                .toList();
        assertThat(lines).hasSizeLessThanOrEqualTo(LINES);
        assertThat(lines.get(lines.size() - 1)).endsWith(lastLine);
    }
}
