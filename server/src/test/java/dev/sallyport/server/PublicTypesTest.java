package dev.sallyport.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.junit.jupiter.api.Test;

/**
 * What is public is a promise, so nothing is public for its own package alone. What the starter promises to applications is in its
 * root package, and what it promises to their tests in a module that nothing of ours depends on.
 */
class PublicTypesTest {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.sallyport");

    @Test
    void a_public_type_of_the_core_or_of_a_group_of_the_starter_is_used_by_another_package() {
        classes()
                .that()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .and()
                .resideOutsideOfPackages(
                        "dev.sallyport.spring", "dev.sallyport.spring.test..", "dev.sallyport.server..")
                .should(beUsedByAnotherPackage())
                .check(HOUSE);
    }

    private static ArchCondition<JavaClass> beUsedByAnotherPackage() {
        return new ArchCondition<>("be used by another package") {

            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean isUsed = type.getDirectDependenciesToSelf().stream()
                        .anyMatch(use -> !use.getOriginClass().getPackageName().equals(type.getPackageName()));
                events.add(new SimpleConditionEvent(type, isUsed, type.getName() + " is used by its own package only"));
            }
        };
    }
}
