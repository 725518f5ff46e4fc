package dev.sallyport.server.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What decides the outcome of a test, and so how many browsers have to show it. Without this it is the browser, and every one
 * runs the test. Where our page decides, Chromium runs it each time and the others only with {@code -Dbrowsers=all}, which is
 * {@code make browsers}. What a method says goes before what its class says: that is how a class keeps a representative in all.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@interface DecidedBy {

    /** Who may be. */
    enum Side {
        /** Markup, styles and scripts of ours, which browsers read alike. */
        PAGE,
        /** Cookies, storage, windows, focus and the like, where each browser has its own way. */
        BROWSER
    }

    Side value();

    /** What of it is judged here. */
    String because();

    /** Asked for each test once it knows its browser. */
    final class Condition implements ExecutionCondition {

        private static final boolean ALL = "all".equals(System.getProperty("browsers"));

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return Optional.of(context)
                    .filter(any -> !ALL && !isInChromium(context))
                    .flatMap(Condition::decidedBy)
                    .filter(decided -> decided.value() == Side.PAGE)
                    .map(decided -> ConditionEvaluationResult.disabled(
                            decided.because() + ": make browsers runs it in every browser"))
                    .orElse(ConditionEvaluationResult.enabled(""));
        }

        /** Or is no test yet, but what leads to several. */
        private static boolean isInChromium(ExtensionContext context) {
            return context.getTestInstance()
                    .map(test -> ((BrowserTest) test).engine == Engine.CHROMIUM)
                    .orElse(true);
        }

        private static Optional<DecidedBy> decidedBy(ExtensionContext context) {
            return AnnotationSupport.findAnnotation(context.getElement(), DecidedBy.class)
                    .or(() -> AnnotationSupport.findAnnotation(context.getTestClass(), DecidedBy.class));
        }
    }
}
