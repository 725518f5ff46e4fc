package dev.sallyport.spring.observation;

import dev.sallyport.GateObserver;
import dev.sallyport.RefusedException;
import dev.sallyport.session.Rotation.Verdict;
import dev.sallyport.web.Reply;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The endpoints and the questions to providers as observations. A key has one of a few values, none of which a stranger chooses: with free
 * ones, whoever sends requests would make a time series of each.
 */
public final class EndpointObservations implements GateObserver {

    private static final String OUTCOME = "outcome";
    private static final String SUCCESS = "success";
    private static final String VERDICT = "verdict";

    /** Tells an endpoint's observation from one that an application has begun within it. */
    private static final class EndpointContext extends Observation.Context {}

    private final ObservationRegistry registry;
    private final GateCounts counts;

    /** Observations for {@code registry}; none at all if that is none. */
    public EndpointObservations(ObservationRegistry registry, GateCounts counts) {
        this.registry = registry;
        this.counts = counts;
    }

    /**
     * Has an endpoint answer.
     *
     * @param method and {@code endpoint} as the contract names them, such as {@code POST} and {@code login}
     */
    public Reply observe(String method, String endpoint, Supplier<Reply> answer) {
        if (registry.isNoop()) {
            return answer.get();
        }
        Observation observation = Observation.createNotStarted("sallyport.endpoint", EndpointContext::new, registry)
                .contextualName("sallyport " + method.toLowerCase(Locale.ROOT) + " " + endpoint)
                .lowCardinalityKeyValue("method", method)
                .lowCardinalityKeyValue("endpoint", endpoint)
                .lowCardinalityKeyValue(VERDICT, KeyValue.NONE_VALUE)
                .lowCardinalityKeyValue(OUTCOME, SUCCESS);
        return observation.observe(() -> {
            Reply reply = answer.get();
            observation.lowCardinalityKeyValue(OUTCOME, outcome(reply));
            return reply;
        });
    }

    @Override
    public void refreshJudged(Verdict verdict) {
        counts.count(verdict);
        Observation current = registry.getCurrentObservation();
        if (current != null && current.getContextView() instanceof EndpointContext) {
            current.lowCardinalityKeyValue(VERDICT, verdict.name().toLowerCase(Locale.ROOT));
        }
    }

    @Override
    public <T> T askingProvider(String provider, Supplier<T> question) {
        if (registry.isNoop()) {
            return question.get();
        }
        Observation observation = Observation.createNotStarted("sallyport.provider", registry)
                .contextualName("sallyport ask " + provider)
                .lowCardinalityKeyValue("provider", provider)
                .lowCardinalityKeyValue(OUTCOME, SUCCESS);
        Observation.Scope scope = observation.start().openScope();
        try {
            return question.get();
        } catch (RefusedException refused) {
            // Not as the error of the observation: a person who changed their mind at the provider is no fault.
            observation.lowCardinalityKeyValue(OUTCOME, refused.refusal().code());
            throw refused;
        } finally {
            scope.close();
            observation.stop();
        }
    }

    private static String outcome(Reply reply) {
        boolean isRefusal = reply.status() >= 400 && reply.body() instanceof Map<?, ?>;
        return isRefusal ? String.valueOf(((Map<?, ?>) reply.body()).get("code")) : SUCCESS;
    }
}
