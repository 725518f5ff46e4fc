package dev.sallyport;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrows and invariants of ARCHITECTURE.md. */
@Tag("slow")
class ArchitectureTest {

    private static final String OURS = "dev.sallyport";
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(OURS);

    @ParameterizedTest(name = "{0} knows, of ours, only {1}")
    @CsvSource(delimiter = '|', textBlock = """
            web          | ''
            origin       | web
            token        | ''
            session      | token
            session.jdbc | session, social, token
            social       | web, token
            """)
    void no_room_knows_another_but_along_the_arrows_nor_the_hall(String room, String known) {
        Set<String> allowed = new TreeSet<>();
        allowed.add(room);
        Arrays.stream(known.split(", ")).filter(name -> !name.isEmpty()).forEach(allowed::add);

        assertThat(roomsKnownTo(room)).isSubsetOf(allowed);
    }

    @Test
    void every_room_has_its_arrow_above() {
        Set<String> rooms = new TreeSet<>();
        HOUSE.forEach(type -> rooms.add(roomOf(type)));

        assertThat(rooms)
                .isSubsetOf("", "web", "origin", "token", "session", "session.jdbc", "social")
                .hasSizeGreaterThan(5);
    }

    @Test
    void there_is_no_cycle() {
        slices().matching("dev.sallyport.(**)").should().beFreeOfCycles().check(HOUSE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.springframework..",
                "jakarta..",
                "javax.servlet..",
                "com.fasterxml..",
                "tools.jackson..",
                "org.slf4j..",
                "io.micronaut..",
                "io.quarkus..",
            })
    void the_core_knows_no_framework(String framework) {
        noClasses().should().dependOnClassesThat().resideInAPackage(framework).check(HOUSE);
    }

    @Test
    void sql_is_spoken_in_one_room_only() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.sallyport.session.jdbc")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..")
                .check(HOUSE);
    }

    @Test
    void a_clock_enters_at_the_hall_and_nobody_looks_at_the_wall() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Instant.class, "now", Clock.class)
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .orShould()
                .callConstructor(Date.class)
                .check(HOUSE);
    }

    @Test
    void secrets_come_from_one_place_and_no_weak_source() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
                .orShould()
                .callMethod(Math.class, "random")
                .check(HOUSE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"util", "utils", "common", "helper", "helpers", "internal", "misc"})
    void no_room_is_a_lumber_room(String name) {
        noClasses().should().resideInAPackage("dev.sallyport.." + name + "..").check(HOUSE);
    }

    private static Set<String> roomsKnownTo(String room) {
        Set<String> known = new TreeSet<>();
        HOUSE.stream()
                .filter(type -> roomOf(type).equals(room))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .filter(target -> target.getPackageName().startsWith(OURS))
                .forEach(target -> known.add(roomOf(target)));
        return known;
    }

    private static String roomOf(JavaClass type) {
        return type.getPackageName().replaceFirst("^dev\\.sallyport\\.?", "");
    }
}
