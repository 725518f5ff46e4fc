package dev.sallyport;

import dev.sallyport.session.StoreUnavailableException;
import dev.sallyport.web.Reply;
import dev.sallyport.web.Request;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs the endpoints. It checks the origin and the media type, reads the body and then the credentials, and turns exceptions into
 * replies. Each endpoint checks the CSRF token itself, since only it knows what the token must belong to.
 */
final class EndpointRunner {

    private final CredentialsReader reader;
    private final OriginGuard origins;
    private final Admission admission;
    private final ProblemReplies problems;
    private final StoreFaults storeFaults;
    private final Clock clock;

    EndpointRunner(
            CredentialsReader reader,
            OriginGuard origins,
            Admission admission,
            ProblemReplies problems,
            StoreFaults storeFaults,
            Clock clock) {
        this.reader = reader;
        this.origins = origins;
        this.admission = admission;
        this.problems = problems;
        this.storeFaults = storeFaults;
        this.clock = clock;
    }

    /** Answers a request whose body is not looked at. */
    Reply run(Request request, CredentialSources sources, Function<RequestContext, Reply> endpoint) {
        return run(request, () -> sources, read -> read, (context, unread) -> endpoint.apply(context));
    }

    /**
     * Answers a request with what {@code body} reads, by the credentials that count for that. The clock is read after the body, or
     * a slow body would be judged at a time that is over [31].
     */
    <B> Reply run(
            Request request,
            Supplier<B> body,
            Function<B, CredentialSources> sources,
            BiFunction<RequestContext, B, Reply> endpoint) {
        Optional<Problem> problem = origins.problem(request, false).or(() -> problemOfMediaType(request));
        if (problem.isPresent()) {
            return problems.reply(request, problem.get());
        }
        return replyOrProblem(request, () -> {
            B read = body.get();
            Credentials credentials = reader.read(request, sources.apply(read));
            return credentials
                    .problem()
                    .map(ambiguous -> problems.reply(request, ambiguous))
                    .orElseGet(() -> endpoint.apply(context(request, credentials), read));
        });
    }

    /** Answers a request of somebody who is signed in. */
    Reply runForCaller(Request request, BiFunction<RequestContext, Caller, Reply> endpoint) {
        return run(
                request,
                CredentialSources.ACCOUNT,
                context -> requireCaller(context, caller -> endpoint.apply(context, caller)));
    }

    /** Goes on for the caller, if there is one and the CSRF token is good. */
    Reply requireCaller(RequestContext context, Function<Caller, Reply> endpoint) {
        return admission
                .decide(context)
                .fold(
                        caller -> replyOrProblem(
                                context.request(), Optional.of(SessionRef.of(caller)), () -> endpoint.apply(caller)),
                        reason -> problems.reply(context.request(), Problem.of(reason)),
                        problem -> problems.reply(context.request(), problem));
    }

    /** The reply, or the one that says why there is none. */
    Reply replyOrProblem(Request request, Supplier<Reply> reply) {
        return replyOrProblem(request, Optional.empty(), reply);
    }

    /** @param whose the session that the request is known to be about */
    private Reply replyOrProblem(Request request, Optional<SessionRef> whose, Supplier<Reply> reply) {
        try {
            return reply.get();
        } catch (RefusedException reason) {
            Problem problem = reason.problem();
            return problems.reply(request, whose.map(problem::about).orElse(problem));
        } catch (StoreUnavailableException fault) {
            return problems.reply(request, storeFaults.problem(fault, clock.instant()));
        }
    }

    private RequestContext context(Request request, Credentials credentials) {
        return new RequestContext(request, credentials, clock.instant(), Optional.empty());
    }

    /** Only JSON is read: everything else an HTML form of another site can send, too [9]. */
    private static Optional<Problem> problemOfMediaType(Request request) {
        return request.hasBody() && !request.isJson()
                ? Optional.of(Problem.of(Refusal.UNSUPPORTED_MEDIA_TYPE))
                : Optional.empty();
    }
}
