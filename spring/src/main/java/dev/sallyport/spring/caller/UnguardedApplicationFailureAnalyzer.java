package dev.sallyport.spring.caller;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows why the gate does not start, and what to do, instead of a stack trace. */
final class UnguardedApplicationFailureAnalyzer extends AbstractFailureAnalyzer<UnguardedApplicationException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnguardedApplicationException cause) {
        return new FailureAnalysis(cause.getMessage(), cause.remedy(), cause);
    }
}
