package dev.sallyport.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/** Warms servers up, pins them to one core and measures them in turns. */
final class Measurement implements AutoCloseable {

    private static final int SERVERS_CORE = 0;
    private static final int LOADS_CORE = 1;
    private static final int MOST_TRIES = 5;

    private final Wrk wrk;
    private final Pace pace;
    private final Map<Server, Jvm> jvms = new HashMap<>();
    private final Map<String, Double> lastRates = new HashMap<>();
    private final Set<Server> warm = new HashSet<>();

    Measurement(Wrk wrk, Pace pace) {
        this.wrk = wrk;
        this.pace = pace;
    }

    /** Every variant's figures, in the order given. */
    Map<Variant, Medians> measure(List<Variant> variants) throws IOException, InterruptedException {
        for (Variant variant : variants) {
            System.out.println("Warming up: " + variant.name());
            warmUp(variant, variant.floor());
            warmUp(variant, variant.server());
        }
        for (Variant variant : variants) {
            Cores.pin(variant.floor().pid(), SERVERS_CORE);
            Cores.pin(variant.server().pid(), SERVERS_CORE);
        }
        Map<Variant, List<Sample>> samples = new LinkedHashMap<>();
        // The first is not counted: with more connections on one core the compiler begins anew.
        for (int round = 0; round <= pace.rounds(); round++) {
            System.out.println("Round " + round + " of " + pace.rounds());
            for (Variant variant : variants) {
                Sample sample = sample(variant);
                if (round > 0) {
                    samples.computeIfAbsent(variant, first -> new ArrayList<>()).add(sample);
                }
                System.out.printf("  %-55s %.2f%n", variant.name(), sample.share());
            }
        }
        Map<Variant, Medians> medians = new LinkedHashMap<>();
        samples.forEach((variant, all) -> medians.put(variant, new Medians(all)));
        return medians;
    }

    /** Unpinned: behind many busy threads on one core the compiler would starve. */
    private void warmUp(Variant variant, Server server) throws IOException, InterruptedException {
        int windows = warm.add(server) ? 2 : 1;
        new WarmUp(jvm(server), pace.warmUp())
                .by(
                        connections -> window(variant, server, tokens(variant), connections, Optional.empty()),
                        pace.connections(),
                        windows);
    }

    /** Again where the tokens did not last: a machine may work twice as fast as a moment ago. */
    private Sample sample(Variant variant) throws IOException, InterruptedException {
        for (int i = 0; i < MOST_TRIES; i++) {
            List<String> tokens = tokens(variant);
            Window floor = window(variant, variant.floor(), tokens, pace.connections(), Optional.of(LOADS_CORE));
            Window measured = window(variant, variant.server(), tokens, pace.connections(), Optional.of(LOADS_CORE));
            if (variant.fresh().isEmpty() || measured.requestsPerSecond() * pace.seconds() <= tokens.size()) {
                return new Sample(measured, floor);
            }
        }
        throw new BenchException("More requests than tokens, time and again, for: " + variant.name() + ".");
    }

    /** Half as many again as the last window took, or no request at the end would show a token for the first time. */
    private List<String> tokens(Variant variant) throws IOException, InterruptedException {
        if (variant.fresh().isEmpty()) {
            return List.of();
        }
        double rate = lastRates.getOrDefault(variant.name(), 1_000.0);
        return variant.fresh().get().next((int) (rate * pace.seconds() * 1.5));
    }

    private Window window(
            Variant variant, Server server, List<String> tokens, int connections, Optional<Integer> loadsCore)
            throws IOException, InterruptedException {
        Jvm jvm = jvm(server);
        OptionalLong bytesBefore = jvm.allocatedBytes();
        long cpuBefore = server.cpuMicros();
        Wrk.Run run = wrk.run(server.port(), variant.request(), tokens, connections, pace.seconds(), loadsCore);
        long cpu = server.cpuMicros() - cpuBefore;
        OptionalLong bytesAfter = jvm.allocatedBytes();
        if (run.errors() > 0 || run.requests() == 0) {
            throw new BenchException(variant.name() + " at " + server.name() + ": " + run.errors() + " errors among "
                    + run.requests() + " requests, so nothing is measured.");
        }
        double rate = run.requests() * 1e6 / run.micros();
        if (server == variant.server()) {
            lastRates.put(variant.name(), rate);
        }
        OptionalDouble bytes = bytesBefore.isPresent() && bytesAfter.isPresent()
                ? OptionalDouble.of((double) (bytesAfter.getAsLong() - bytesBefore.getAsLong()) / run.requests())
                : OptionalDouble.empty();
        return new Window(rate, (double) cpu / run.requests(), bytes);
    }

    private Jvm jvm(Server server) throws IOException {
        Jvm known = jvms.get(server);
        if (known == null) {
            known = Jvm.of(server);
            jvms.put(server, known);
        }
        return known;
    }

    @Override
    public void close() throws IOException {
        for (Jvm jvm : jvms.values()) {
            jvm.close();
        }
    }
}
