package dev.sallyport;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Modifier;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
            key          | ''
            token        | key
            session      | token
            session.jdbc | session, social, token, key
            revocation   | session, token
            social       | web, token, key
            config       | web, origin, token, session, revocation, social
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
                .containsOnly(
                        "",
                        "web",
                        "origin",
                        "key",
                        "token",
                        "session",
                        "session.jdbc",
                        "revocation",
                        "social",
                        "config");
    }

    @Test
    void there_is_no_cycle() {
        slices().matching("dev.sallyport.(**)").should().beFreeOfCycles().check(HOUSE);
    }

    /** Two of a kind, each with the reason why they know each other. A third that joins them is a knot. */
    private static final Map<Set<String>, String> PAIRS = Map.of(
            Set.of("Sallyport", "SallyportBuilder"), "a builder and what it builds",
            Set.of("config.SallyportConfig", "config.SallyportConfigBuilder"), "a builder and what it builds",
            Set.of("config.SallyportConfig", "config.ConfigCheck"), "a configuration is checked when it is made",
            Set.of("Hints", "OriginHints"), "hints about origins are a part of the hints",
            Set.of("session.RevocationSource", "session.SessionStore"),
                    "a store gives a source, by default one that polls it",
            Set.of("session.jdbc.JdbcRevocations", "session.jdbc.JdbcSessionStore"), "the same, over JDBC",
            Set.of("origin.PatternReader", "origin.Spellings"), "a group in a pattern is read like a pattern",
            Set.of("social.Provider", "social.ProviderReader"), "a provider is made by reading its settings",
            Set.of("social.ProviderReader", "social.ProviderCheck"),
                    "what is read is checked, and shown as it was read");

    @Test
    void no_classes_know_each_other_in_a_circle_but_for_pairs_with_a_reason() {
        Map<String, Set<String>> known = new TreeMap<>();
        HOUSE.forEach(type -> type.getDirectDependenciesFromSelf().stream()
                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .filter(target -> target.getPackageName().startsWith(OURS))
                .map(ArchitectureTest::file)
                .filter(target -> !target.equals(file(type)) && !PAIRS.containsKey(Set.of(file(type), target)))
                .forEach(target -> known.computeIfAbsent(file(type), any -> new TreeSet<>())
                        .add(target)));

        // Whoever knows nobody that is left can be in no circle.
        while (known.values().removeIf(targets -> targets.stream().noneMatch(known::containsKey))) {}

        assertThat(known).isEmpty();
    }

    @Test
    void every_pair_with_a_reason_is_one() {
        assertThat(PAIRS.keySet())
                .allSatisfy(pair -> assertThat(pair)
                        .allSatisfy(one -> assertThat(HOUSE.stream()
                                        .filter(type -> file(type).equals(one))
                                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                                        .map(dependency ->
                                                file(dependency.getTargetClass().getBaseComponentType()))
                                        .filter(target -> !target.equals(one)))
                                .containsAnyElementsOf(pair)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.springframework..",
                "jakarta..",
                "javax.servlet..",
                "com.fasterxml..",
                "tools.jackson.databind..",
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

    /** A header or a cookie that did not come is null, or each request would pay for an Optional of each that it is asked for. */
    @Test
    void what_may_be_absent_is_an_optional_but_for_what_comes_off_the_wire() {
        Stream<String> nullable = HOUSE.stream()
                .filter(type -> !roomOf(type).equals("web"))
                .filter(type -> !type.getModifiers().contains(JavaModifier.PRIVATE))
                .flatMap(type -> Stream.of(type.reflect().getDeclaredMethods()))
                .filter(method -> !method.isSynthetic() && !Modifier.isPrivate(method.getModifiers()))
                .filter(method -> method.getAnnotatedReturnType().isAnnotationPresent(Nullable.class))
                .map(method -> method.getDeclaringClass().getSimpleName() + "." + method.getName());

        // An application has its addresses in a column that may be null, and null is a value of JSON.
        assertThat(nullable).containsExactlyInAnyOrder("User.email", "Answer.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"util", "utils", "common", "helper", "helpers", "internal", "misc"})
    void no_room_is_a_lumber_room(String name) {
        noClasses().should().resideInAPackage("dev.sallyport.." + name + "..").check(HOUSE);
    }

    /** The type that the file is named after, as its package and name below ours. */
    private static String file(JavaClass type) {
        return type.getName().replaceFirst("\\$.*", "").replaceFirst("^dev\\.sallyport\\.", "");
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
