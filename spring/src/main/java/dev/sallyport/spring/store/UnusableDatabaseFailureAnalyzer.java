package dev.sallyport.spring.store;

import dev.sallyport.session.StoreUnavailableException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/**
 * Shows what is wrong with the database, and what to do, instead of a stack trace. The application's own Flyway runs before ours
 * and fails for the same reason where a module is missing, so that is explained here too.
 */
final class UnusableDatabaseFailureAnalyzer implements FailureAnalyzer {

    /** By its name, since it need not be there. */
    private static final String FLYWAY = "org.flywaydb.core.api.FlywayException";

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        return Stream.iterate(failure, fault -> fault != null, Throwable::getCause)
                .map(UnusableDatabaseFailureAnalyzer::analysis)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    private static Optional<FailureAnalysis> analysis(Throwable fault) {
        if (fault instanceof UnusableDatabaseException unusable) {
            return Optional.of(new FailureAnalysis(unusable.getMessage(), unusable.remedy(), unusable));
        }
        if (fault instanceof StoreUnavailableException && fault.getCause() != null) {
            return Optional.of(new FailureAnalysis(
                    "The database for sessions failed: " + firstLine(fault.getCause()),
                    "Change what it says. If a table is missing, sallyport.schema=auto makes it, and"
                            + " sallyport.schema=validate says which file does.",
                    fault));
        }
        if (!fault.getClass().getName().equals(FLYWAY)) {
            return Optional.empty();
        }
        return FlywayModule.wantedBy(firstLine(fault))
                .map(module -> new FailureAnalysis("Flyway says: " + firstLine(fault), module.remedy(), fault));
    }

    private static String firstLine(Throwable fault) {
        String message = String.valueOf(fault.getMessage());
        return message.lines().findFirst().orElse(message);
    }
}
