package dev.sallyport;

import dev.sallyport.config.SallyportConfig;
import dev.sallyport.session.StoreUnavailableException;
import dev.sallyport.web.Request;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Judges requests for the application: credentials, origin, authentication, CSRF token, decision. */
final class Admission {

    private static final Decision NOBODY = new Decision.Anonymous(Refusal.ACCESS_MISSING);

    private final CredentialsReader reader;
    private final OriginGuard origins;
    private final Authenticator authenticator;
    private final CsrfGuard csrf;
    private final Set<String> anonymousPaths;
    private final StoreFaults storeFaults;
    private final Clock clock;

    Admission(
            SallyportConfig config,
            CredentialsReader reader,
            OriginGuard origins,
            Authenticator authenticator,
            CsrfGuard csrf,
            StoreFaults storeFaults,
            Clock clock) {
        this.reader = reader;
        this.origins = origins;
        this.authenticator = authenticator;
        this.csrf = csrf;
        this.anonymousPaths = config.csrf().anonymousPaths();
        this.storeFaults = storeFaults;
        this.clock = clock;
    }

    Decision admit(Request request) {
        Credentials credentials = reader.read(request, CredentialSources.APPLICATION);
        Optional<Problem> foreign = origins.problem(request, credentials.areInHeader());
        if (foreign.isPresent()) {
            // On an anonymous path it can do no more than anybody could without cookies and without a header.
            return anonymousPaths.contains(request.path()) ? NOBODY : new Decision.Refused(foreign.get());
        }
        Optional<Problem> ambiguous = credentials.problem();
        if (ambiguous.isPresent()) {
            return new Decision.Refused(ambiguous.get());
        }
        Instant now = clock.instant();
        try {
            return decide(new RequestContext(request, credentials, now, Optional.empty()));
        } catch (RefusedException byAccounts) {
            return new Decision.Refused(byAccounts.problem());
        } catch (StoreUnavailableException fault) {
            return new Decision.Refused(storeFaults.problem(fault, now));
        }
    }

    /**
     * The same for a request whose origin and credentials are known to be in order.
     *
     * @throws StoreUnavailableException if a store that had to be read does not answer
     */
    Decision decide(RequestContext context) {
        Authentication authentication = authenticator.authenticate(context.credentials(), context.now());
        Optional<Problem> problem = csrf.problem(context, authentication);
        return problem.isPresent() ? new Decision.Refused(problem.get()) : authentication.decision();
    }
}
