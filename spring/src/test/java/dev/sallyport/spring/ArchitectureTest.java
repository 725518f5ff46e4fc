package dev.sallyport.spring;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
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
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchitectureTest {

    private static final String OURS = "dev.sallyport.spring";
    private static final JavaClasses STARTER = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(OURS);

    @ParameterizedTest(name = "{0} knows, of the starter, only {1}")
    @CsvSource(delimiter = '|', textBlock = """
            property | ''
            task     | ''
            exchange | ''
            limit    | task
            body     | limit
            filter   | property, exchange, limit, body, observation
            caller   | exchange
            live     | exchange, filter, task
            socket   | exchange, caller, live
            event    | task
            store    | property
            tomcat   | exchange
            observation | limit
            """)
    void noGroupKnowsAnotherButAlongTheArrows(String group, String known) {
        Set<String> allowed = new TreeSet<>();
        allowed.add(group);
        Arrays.stream(known.split(", ")).filter(name -> !name.isEmpty()).forEach(allowed::add);

        assertThat(groupsKnownTo(group)).isSubsetOf(allowed);
    }

    @Test
    void aWarThatIsDeployedToAServerNeedsNoClassesForOne() {
        noClasses()
                .that()
                .resideOutsideOfPackage(OURS + ".tomcat..")
                .and()
                .doNotHaveSimpleName("TablesBeforeServer")
                .and()
                .doNotHaveSimpleName("OwnServer")
                .and()
                .doNotHaveSimpleName("SallyportTomcatAutoConfiguration")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.boot.web.server..", "org.springframework.boot.tomcat..")
                .check(STARTER);
    }

    @Test
    void everyGroupHasItsArrowAbove() {
        assertThat(STARTER.stream().map(ArchitectureTest::groupOf))
                .containsOnly(
                        "",
                        "property",
                        "task",
                        "exchange",
                        "limit",
                        "body",
                        "filter",
                        "caller",
                        "live",
                        "socket",
                        "event",
                        "store",
                        "tomcat",
                        "observation");
    }

    @Test
    void thereIsNoCircleBetweenGroups() {
        slices().matching(OURS + ".(**)").should().beFreeOfCycles().check(STARTER);
    }

    @Test
    void nothingReadsTheTimeByItself() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .check(STARTER);
    }

    @Test
    void onlyTheConfigurationWindsTheClock() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Configuration")
                .should()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .check(STARTER);
    }

    @Test
    void onlyTheStoreAndKeyConfigurationsKnowThatThereIsADatabase() {
        noClasses()
                .that()
                .doNotHaveSimpleName("JdbcStoreConfiguration")
                .and()
                .doNotHaveSimpleName("JdbcKeyConfiguration")
                .and()
                .doNotHaveSimpleName("TablesBeforeServer")
                .and()
                .doNotHaveSimpleName("SallyportTables")
                .and()
                .doNotHaveSimpleName("FlywayTables")
                .and()
                .doNotHaveSimpleName("UnusableDatabaseFailureAnalyzer")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "dev.sallyport.session.jdbc",
                        "java.sql",
                        "javax.sql",
                        "org.flywaydb..",
                        "org.springframework.jdbc.."))
                .check(STARTER);
    }

    @Test
    void propertiesMeetTheDomainInOnePlace() {
        classes()
                .that()
                .haveNameMatching(".*\\.SallyportProperties.*")
                .should()
                .onlyHaveDependentClassesThat()
                .haveNameMatching(
                        ".*\\.(SallyportProperties.*|PropertiesMapper|ReadProperties|KeySettings.*|\\w*Configuration)")
                .check(STARTER);
    }

    private static Set<String> groupsKnownTo(String group) {
        Set<String> known = new TreeSet<>();
        STARTER.stream()
                .filter(type -> groupOf(type).equals(group))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .filter(target -> target.getPackageName().startsWith(OURS))
                .forEach(target -> known.add(groupOf(target)));
        return known;
    }

    private static String groupOf(JavaClass type) {
        return type.getPackageName().replaceFirst("^dev\\.sallyport\\.spring\\.?", "");
    }
}
