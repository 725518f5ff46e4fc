package dev.sallyport.spring.property;

import dev.sallyport.config.InvalidConfigException;
import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows at a failed start what to change instead of a stack trace. */
final class InvalidConfigFailureAnalyzer extends AbstractFailureAnalyzer<InvalidConfigException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidConfigException cause) {
        String problems = cause.problems().stream()
                .map(problem -> "  - " + problem)
                .collect(Collectors.joining("\n", "These Sallyport properties cannot be used:\n", ""));
        return new FailureAnalysis(problems, "Change each as it says; all that is wrong is listed.", cause);
    }
}
