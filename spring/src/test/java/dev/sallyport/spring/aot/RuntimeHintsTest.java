package dev.sallyport.spring.aot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.reflection;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.resource;

import dev.sallyport.spring.property.SallyportProperties;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** A native image keeps what is found by name only if it was told so. */
class RuntimeHintsTest {

    private final RuntimeHints hints = new RuntimeHints();

    @BeforeEach
    void told() {
        ClassLoader loader = getClass().getClassLoader();
        List<RuntimeHintsRegistrar> ours =
                SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories", loader)
                        .load(RuntimeHintsRegistrar.class)
                        .stream()
                        .filter(each -> each.getClass().getPackageName().startsWith("dev.sallyport"))
                        .toList();
        assertThat(ours).isNotEmpty();
        ours.forEach(each -> each.registerHints(hints, loader));
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/main/resources", "../core/src/main/resources"})
    void everyFileOfOursIsKept(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder, "dev"))) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> Path.of(folder).relativize(file).toString()))
                    .isNotEmpty()
                    .allMatch(file -> resource().forResource(file).test(hints));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"META-INF/spring-configuration-metadata.json", "ua_parser/regexes.yaml"})
    void soAreThoseOfOthersThatWeRead(String file) {
        assertThat(getClass().getClassLoader().getResource(file)).isNotNull();
        assertThat(resource().forResource(file)).accepts(hints);
    }

    @Test
    void everyPropertyCanBeBound() {
        assertThat(Stream.concat(
                                Stream.of(SallyportProperties.class),
                                Stream.of(SallyportProperties.class.getDeclaredClasses()))
                        .filter(Class::isRecord))
                .hasSizeGreaterThan(5)
                .allSatisfy(type -> assertThat(type.getDeclaredConstructors()).anyMatch(this::mayBeCalled));
    }

    private boolean mayBeCalled(Constructor<?> constructor) {
        return reflection().onConstructorInvocation(constructor).test(hints);
    }
}
