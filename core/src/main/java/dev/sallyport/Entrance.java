package dev.sallyport;

import dev.sallyport.session.StoreUnavailableException;
import dev.sallyport.web.Authorization;
import dev.sallyport.web.Cookies;
import dev.sallyport.web.Reply;
import dev.sallyport.web.Request;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** Lets requests in, through one door or both, and turns what ends them on the way into their answer. */
final class Entrance {

    private final Wiring wiring;
    private final StoreFaults storeFaults = new StoreFaults();

    Entrance(Wiring wiring) {
        this.wiring = wiring;
    }

    /** Judges a request for the application. */
    Decision admit(Request request) {
        try {
            if (wiring.doors().letsInAsNobodys(request)) {
                return new Decision.Anonymous(Refusal.ACCESS_MISSING);
            }
            Optional<Authorization> token = wiring.doors().authorization(request);
            wiring.doors().requireTrustedOrigin(request, token.isPresent());
            return bothDoors(visit(request, CredentialSources.APPLICATION, token));
        } catch (RefusedException reason) {
            return new Decision.Refused(reason);
        } catch (StoreUnavailableException fault) {
            return new Decision.Refused(storeFaults.refusal(fault, now()));
        }
    }

    /** Answers a request that has passed the first door and, where it has a body, brought JSON. */
    Reply answer(Request request, CredentialSources endpoint, Function<RequestContext, Reply> operation) {
        return answer(request, () -> request, unread -> endpoint, (context, unread) -> operation.apply(context));
    }

    /**
     * The same, with what {@code body} reads and what endpoint that makes it. The instant that judges is taken once that is
     * done: whoever sends a body slowly would else be judged by what was true when it began [31].
     */
    <B> Reply answer(
            Request request,
            Supplier<B> body,
            Function<B, CredentialSources> endpoint,
            BiFunction<RequestContext, B, Reply> operation) {
        return attempt(request, () -> {
            wiring.doors().requireTrustedOrigin(request, false);
            wiring.doors().requireJsonBody(request);
            B read = body.get();
            return operation.apply(visit(request, endpoint.apply(read)), read);
        });
    }

    /** Answers a request of somebody who is signed in. */
    Reply answerCaller(Request request, BiFunction<RequestContext, Caller, Reply> operation) {
        return answer(
                request,
                CredentialSources.ACCOUNT,
                context -> asCaller(context, caller -> operation.apply(context, caller)));
    }

    /** Goes on for the caller of a visit. */
    Reply asCaller(RequestContext context, Function<Caller, Reply> operation) {
        Caller caller = bothDoors(context).callerOrThrow();
        return SessionRef.of(caller).attempt(() -> operation.apply(caller));
    }

    /** The answer of {@code operation}, or the one that says why there is none. */
    Reply attempt(Request request, Supplier<Reply> operation) {
        try {
            return operation.get();
        } catch (RefusedException reason) {
            return refuse(request, reason);
        } catch (StoreUnavailableException fault) {
            return refuse(request, storeFaults.refusal(fault, now()));
        }
    }

    /** The answer that refuses; the listener is told of it. */
    Reply refuse(Request request, RefusedException reason) {
        wiring.events().refused(request, reason, now());
        return wiring.answers().problem(request, reason, wiring.doors().authorization(request));
    }

    Instant now() {
        return wiring.now();
    }

    private RequestContext visit(Request request, CredentialSources endpoint) {
        return visit(
                request, endpoint, endpoint.readsHeader() ? wiring.doors().authorization(request) : Optional.empty());
    }

    private RequestContext visit(Request request, CredentialSources endpoint, Optional<Authorization> token) {
        boolean byCookies = token.isEmpty() && endpoint.readsCookies();
        return new RequestContext(request, token, byCookies ? wiring.doors().cookies(request) : Cookies.NONE, now());
    }

    private Decision bothDoors(RequestContext context) {
        Decision decision = wiring.identities().caller(context);
        if (decision instanceof Decision.Admitted in && !context.request().isSafe()) {
            wiring.doors().requireSecondDoor(context, SessionRef.of(in.by()));
        }
        return decision;
    }
}
