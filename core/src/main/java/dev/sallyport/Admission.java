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
        Optional<Problem> originProblem = origins.problem(request, credentials.areInHeader());
        if (originProblem.isPresent()) {
            // On an anonymous path it passes as anonymous: its credentials are ignored.
            return anonymousPaths.contains(request.path()) ? NOBODY : new Decision.Refused(originProblem.get());
        }
        Optional<Problem> cookieProblem = credentials.problem();
        if (cookieProblem.isPresent()) {
            return new Decision.Refused(cookieProblem.get());
        }
        Instant now = clock.instant();
        try {
            return decide(new RequestContext(request, credentials, now, Optional.empty()));
        } catch (RefusedException refused) {
            return new Decision.Refused(refused.problem());
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
