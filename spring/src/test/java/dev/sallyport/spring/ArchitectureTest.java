package dev.sallyport.spring;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses STARTER = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.sallyport.spring");

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
                .doNotHaveSimpleName("SallyportTables")
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
}
