package dev.sallyport.bench;

import dev.sallyport.key.Algorithm;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.infra.Blackhole;

/** Admission with signatures, each token for the first time. */
public class ColdSignatureBenchmark extends ColdTokens {

    private static final int TOKENS = 1_000;

    /** How the tokens are signed. */
    @Param({"RS256", "ES256", "ED25519"})
    public Algorithm algorithm;

    @Override
    Algorithm algorithm() {
        return algorithm;
    }

    /** A gate and its tokens, which the harness has made. */
    public ColdSignatureBenchmark() {
        super(TOKENS);
    }

    /** A GET by cookie. */
    @Benchmark
    @OperationsPerInvocation(TOKENS)
    public void cookie(Blackhole decisions) {
        admitEach(decisions);
    }
}
