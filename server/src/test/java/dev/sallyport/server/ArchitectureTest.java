package dev.sallyport.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.sallyport.session.StoreUnavailableException;
import dev.sallyport.social.Identity;
import dev.sallyport.social.Profile;
import dev.sallyport.spring.BodyDeadline;
import dev.sallyport.spring.RefusalPage;
import dev.sallyport.spring.SallyportSockets;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses SERVER = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.sallyport.server");

    private static final DescribedPredicate<JavaClass> BEHIND_THE_HALL = DescribedPredicate.describe(
            "classes of Sallyport's that an application has no business with",
            type -> type.getPackageName().startsWith("dev.sallyport.")
                    && !type.getPackageName().startsWith("dev.sallyport.server")
                    && !type.getPackageName().equals("dev.sallyport.config")
                    && !type.isEquivalentTo(StoreUnavailableException.class)
                    && !type.isEquivalentTo(Identity.class)
                    && !type.isEquivalentTo(Profile.class)
                    && !type.isEquivalentTo(RefusalPage.class)
                    && !type.isEquivalentTo(SallyportSockets.class)
                    && !type.isEquivalentTo(BodyDeadline.class));

    @Test
    void theServerIsAnApplicationLikeAnyOther() {
        noClasses().should().dependOnClassesThat(BEHIND_THE_HALL).check(SERVER);
    }

    @Test
    void theServerStandsWithoutTheDemo() {
        noClasses()
                .that()
                .resideInAPackage("dev.sallyport.server")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.sallyport.server.demo..")
                .check(SERVER);
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
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .check(SERVER);
    }

    @Test
    void requestsAreReadByTheStarterAndNotHere() {
        noClasses()
                .that()
                .resideInAPackage("dev.sallyport.server.demo")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.servlet..")
                .check(SERVER);
    }
}
