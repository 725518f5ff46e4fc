package dev.sallyport.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.Handle;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;

/**
 * No record says a secret when it is asked what it is: in a log, an exception or a debugger somebody asks. A record's toString
 * says everything unless it is told otherwise, so one component more is enough. All records of all modules are tried, here
 * because only the server has them all.
 */
class SecretRecordsTest {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.sallyport");

    /** Whose components have the names of secrets and are none, and why. */
    private static final Map<String, String> NO_SECRETS = Map.of(
            "dev.sallyport.spring.exchange.PageFiles$File", "a page out of the jar",
            "dev.sallyport.web.Origin", "the text of an origin is public, and every refusal may name it",
            "dev.sallyport.social.ReturnTarget", "a path of this server's that the page has in its address bar",
            "dev.sallyport.config.SallyportConfig$Csrf", "what a cookie and a header are called",
            "dev.sallyport.config.SallyportConfig$CookieNames", "what cookies are called",
            "dev.sallyport.config.InvalidConfigException$InvalidProperty",
                    "quoted to whoever wrote it; checks of secrets quote none",
            "dev.sallyport.social.UnusableProviderException$InvalidSetting", "the same, for providers",
            "dev.sallyport.spring.property.ReadProperties", "holds such problems",
            "dev.sallyport.spring.test.attack.Browser$CsrfNames", "what a cookie and a header are called");

    /** As somebody might add it tomorrow. */
    private record Leaky(String userId, Optional<String> refreshToken) {}

    private record LeakyWithin(List<Leaky> all) {}

    private record LeakyAndChoosy(String userId, String refreshToken) {

        LeakyAndChoosy {
            if (!refreshToken.contains(".")) {
                throw new IllegalArgumentException("no token");
            }
        }
    }

    private record Discreet(String userId, String refreshToken) {

        @Override
        public String toString() {
            return userId;
        }
    }

    @Test
    void noRecordSaysASecret() {
        assertThat(records()
                        .filter(SecretRecordsTest::leaks)
                        .map(Class::getName)
                        .toList())
                .containsExactlyInAnyOrderElementsOf(NO_SECRETS.keySet());
        assertThat(records().filter(SecretRecordsTest::hasSecrets)).hasSizeGreaterThan(20);
    }

    @Test
    void aRecordThatDoesIsFound() {
        assertThat(Stream.of(Leaky.class, LeakyWithin.class, LeakyAndChoosy.class, Discreet.class)
                        .filter(SecretRecordsTest::leaks))
                .containsExactly(Leaky.class, LeakyWithin.class, LeakyAndChoosy.class);
    }

    private static Stream<? extends Class<?>> records() {
        return HOUSE.stream().filter(JavaClass::isRecord).map(JavaClass::reflect);
    }

    private static boolean hasSecrets(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).anyMatch(SampleRecords::isSecret);
    }

    private static boolean leaks(Class<?> type) {
        return SampleRecords.of(type)
                .map(sample -> sample.toString().contains(SampleRecords.SECRET))
                .orElseGet(() -> hasSecrets(type) && !saysWhatItChooses(type));
    }

    /** Whether the toString is not the one that the compiler makes, which java.lang.runtime.ObjectMethods carries out. */
    private static boolean saysWhatItChooses(Class<?> type) {
        AtomicBoolean generated = new AtomicBoolean();
        try (var bytes =
                type.getResourceAsStream(type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class")) {
            new ClassReader(bytes)
                    .accept(
                            new ClassVisitor(Opcodes.ASM9) {
                                @Override
                                public MethodVisitor visitMethod(
                                        int access, String name, String descriptor, String signature, String[] thrown) {
                                    return !name.equals("toString")
                                            ? null
                                            : new MethodVisitor(Opcodes.ASM9) {
                                                @Override
                                                public void visitInvokeDynamicInsn(
                                                        String call, String types, Handle bootstrap, Object... values) {
                                                    generated.compareAndSet(
                                                            false,
                                                            bootstrap
                                                                    .getOwner()
                                                                    .equals("java/lang/runtime/ObjectMethods"));
                                                }
                                            };
                                }
                            },
                            ClassReader.SKIP_DEBUG);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return !generated.get();
    }
}
