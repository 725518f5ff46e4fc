package dev.sallyport.spring;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** What a native image must keep since it is found by name only: the files of our jars, and those that the names of devices come from. */
final class SallyportHints implements RuntimeHintsRegistrar {

    private static final List<String> FILES = List.of(
            "dev/sallyport/session/jdbc/*.sql",
            "dev/sallyport/session/tables/*/*.sql",
            "dev/sallyport/session/tables/changelog.xml",
            "dev/sallyport/social/presets.properties",
            "dev/sallyport/spring/palette.css",
            "dev/sallyport/spring/doctor/*",
            "dev/sallyport/spring/social/*",
            // By these a misspelt property is known.
            "META-INF/spring-configuration-metadata.json",
            "META-INF/additional-spring-configuration-metadata.json",
            "ua_parser/regexes.yaml");

    /** Asked for to learn whether it is there. */
    private static final String FLYWAY = "org.flywaydb.core.Flyway";

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader loader) {
        FILES.forEach(hints.resources()::registerPattern);
        hints.reflection().registerTypeIfPresent(loader, FLYWAY, new MemberCategory[0]);
    }
}
