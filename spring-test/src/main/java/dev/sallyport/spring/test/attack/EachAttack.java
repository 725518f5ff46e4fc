package dev.sallyport.spring.test.attack;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** Runs a test for each attack, under the attack's name. */
final class EachAttack implements TestTemplateInvocationContextProvider {

    @Override
    public boolean supportsTestTemplate(ExtensionContext test) {
        return AnnotationSupport.isAnnotated(test.getTestMethod(), AttackTest.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext test) {
        Set<Attack> attacks = EnumSet.allOf(Attack.class);
        AnnotationSupport.findAnnotation(test.getTestMethod(), AttackTest.class)
                .ifPresent(annotation -> Arrays.asList(annotation.except()).forEach(attacks::remove));
        return attacks.stream().map(Invocation::new);
    }

    private record Invocation(Attack attack) implements TestTemplateInvocationContext, ParameterResolver {

        @Override
        public String getDisplayName(int index) {
            return attack.toString();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(this);
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
            return parameter.getParameter().getType() == Attack.class;
        }

        @Override
        public Attack resolveParameter(ParameterContext parameter, ExtensionContext test) {
            return attack;
        }
    }
}
