package dev.sallyport.bench;

import dev.sallyport.key.Algorithm;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.infra.Blackhole;

/** Admission with HMACs, each token for the first time. */
public class ColdHmacBenchmark extends ColdTokens {

    private static final int TOKENS = 20_000;

    @Override
    Algorithm algorithm() {
        return Algorithm.HS256;
    }

    /** A gate and its tokens, which the harness has made. */
    public ColdHmacBenchmark() {
        super(TOKENS);
    }

    /** A GET by cookie. */
    @Benchmark
    @OperationsPerInvocation(TOKENS)
    public void cookie(Blackhole decisions) {
        admitEach(decisions);
    }
}
