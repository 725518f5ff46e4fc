package dev.sallyport.spring.store;

import dev.sallyport.session.StoreUnavailableException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/**
 * Shows what is wrong with the database, and what to do, instead of a stack trace. The application's own Flyway, Liquibase or JPA comes
 * before our tables and fails for the same reason, where a module is missing or nobody answers, so that is explained here too.
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
        if (fault instanceof SQLException refused && isUnreachable(refused)) {
            return Optional.of(new FailureAnalysis(
                    "The database cannot be reached: " + firstLine(refused),
                    "Start it, or change spring.datasource.url, spring.datasource.username or spring.datasource.password.",
                    refused));
        }
        if (!fault.getClass().getName().equals(FLYWAY)) {
            return Optional.empty();
        }
        if (firstLine(fault).contains("non-empty schema")) {
            return Optional.of(new FailureAnalysis(
                    "Flyway says: " + firstLine(fault),
                    "It refuses a schema that holds tables already, such as those of Sallyport from before there was Flyway. Set"
                            + " spring.flyway.baseline-on-migrate=true and spring.flyway.baseline-version=0.",
                    fault));
        }
        return FlywayModule.wantedBy(firstLine(fault))
                .map(module -> new FailureAnalysis("Flyway says: " + firstLine(fault), module.remedy(), fault));
    }

    /** No connection, no such user, no such database: the classes 08, 28 and 3D of SQLSTATE. */
    private static boolean isUnreachable(SQLException refused) {
        String state = String.valueOf(refused.getSQLState());
        return state.startsWith("08") || state.startsWith("28") || state.startsWith("3D");
    }

    private static String firstLine(Throwable fault) {
        String message = String.valueOf(fault.getMessage());
        return message.lines().findFirst().orElse(message);
    }
}
