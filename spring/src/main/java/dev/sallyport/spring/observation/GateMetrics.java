package dev.sallyport.spring.observation;

import dev.sallyport.Refusal;
import dev.sallyport.Sallyport;
import dev.sallyport.SecurityEvent;
import dev.sallyport.session.Rotation.Verdict;
import dev.sallyport.spring.limit.SignInQueue;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.function.Function;

/** Shows a registry what was counted. Every value of a tag is there from the start, or the first theft would be no increase. */
public final class GateMetrics implements MeterBinder {

    private static final double MILLIS_PER_SECOND = 1_000;

    private final Sallyport sallyport;
    private final GateCounts counts;
    private final SignInQueue queue;

    /** What is to be read when a registry is asked. */
    public GateMetrics(Sallyport sallyport, GateCounts counts, SignInQueue queue) {
        this.sallyport = sallyport;
        this.counts = counts;
        this.queue = queue;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        new Family<>("sallyport.requests", "decision", GateMetrics::lowerCase, counts.requests())
                .bind(registry, GateCounts.Outcome.values(), "Requests for the application, as the gate judged them");
        new Family<>("sallyport.refusals", "code", Refusal::code, counts.refusals())
                .bind(registry, Refusal.values(), "Requests that were refused, by the code in the answer");
        new Family<>("sallyport.refreshes", "verdict", GateMetrics::lowerCase, counts.refreshes())
                .bind(registry, Verdict.values(), "Refresh tokens of ours, as they were judged");
        new Family<>("sallyport.events", "kind", SecurityEvent.Kind::name, counts.events())
                .bind(registry, SecurityEvent.Kind.values(), "Security events");
        bindQueue(registry);
        Gauge.builder("sallyport.revocation.lag", sallyport, GateMetrics::lag)
                .baseUnit("seconds")
                .description("How long ago a session may have been ended on another node without this one having heard")
                .register(registry);
    }

    private void bindQueue(MeterRegistry registry) {
        Gauge.builder("sallyport.signin.queue.size", queue, SignInQueue::size)
                .description("Sign-ins whose password waits to be hashed, or is being hashed")
                .register(registry);
        Gauge.builder("sallyport.signin.queue.limit", queue, SignInQueue::limit)
                .description("How many of them there may be")
                .register(registry);
        FunctionCounter.builder("sallyport.signin.queue.rejected", queue, SignInQueue::rejected)
                .description("Sign-ins that were turned away, since there was no place or it took too long")
                .register(registry);
    }

    /** Counts of one name, told apart by one tag. */
    private record Family<E extends Enum<E>>(String name, String tag, Function<E, String> value, EnumCounts<E> counts) {

        void bind(MeterRegistry registry, E[] constants, String description) {
            for (E constant : constants) {
                FunctionCounter.builder(name, counts, all -> all.of(constant))
                        .tag(tag, value.apply(constant))
                        .description(description)
                        .register(registry);
            }
        }
    }

    private static double lag(Sallyport gate) {
        return gate.status().revocationLag().toMillis() / MILLIS_PER_SECOND;
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
