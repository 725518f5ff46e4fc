package dev.sallyport;

import dev.sallyport.config.SallyportConfig;
import dev.sallyport.origin.TrustedOrigins;
import dev.sallyport.web.Authorization;
import dev.sallyport.web.Reply;
import dev.sallyport.web.Reply.Header;
import dev.sallyport.web.Request;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers that refuse (RFC 9457), of each of which the listener is told. */
final class ProblemReplies {

    private final CredentialsReader reader;
    private final SecurityEvents events;
    private final Challenges challenges;
    private final Optional<Hints> hints;
    private final Clock clock;

    ProblemReplies(
            SallyportConfig config,
            TrustedOrigins trusted,
            CredentialsReader reader,
            SecurityEvents events,
            Clock clock) {
        this.reader = reader;
        this.events = events;
        this.challenges = new Challenges(config.transports());
        this.hints = config.diagnostics() ? Optional.of(new Hints(config, trusted)) : Optional.empty();
        this.clock = clock;
    }

    Reply reply(Request request, Problem problem) {
        events.refused(request, problem, clock.instant());
        return untold(request, problem, reader.authorization(request));
    }

    /** The same without telling the listener. */
    Reply untold(Request request, Problem problem, Optional<Authorization> authorization) {
        Refusal refusal = problem.refusal();
        Map<String, Object> members = refusal.problem(problem.detail());
        hints.ifPresent(hinting -> members.put("hint", hinting.hint(refusal, request)));
        Reply reply = Reply.of(refusal.status(), members).with(Replies.NO_STORE);
        if (problem.retryAfter().isPresent()) {
            long seconds = Math.max(1, problem.retryAfter().get().toSeconds());
            reply = reply.with(new Header("Retry-After", Long.toString(seconds)));
        }
        List<Header> offered = challenges.of(refusal.status(), authorization);
        return reply.withHeaders(
                problem.maxAge().map(age -> Challenges.stepUp(offered, age)).orElse(offered));
    }
}
