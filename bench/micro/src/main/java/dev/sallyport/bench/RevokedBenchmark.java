package dev.sallyport.bench;

import dev.sallyport.Decision;
import dev.sallyport.Sallyport;
import dev.sallyport.key.Algorithm;
import dev.sallyport.web.Request;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Admission of one caller while a node remembers that others' sessions have ended. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class RevokedBenchmark {

    /** How many sessions have ended. */
    @Param({"1", "1000", "100000"})
    public int revoked;

    private GateState gate;
    private Sallyport sallyport;
    private Request cookie;

    /** Signs one user in once, and the other as often as sessions are to end. */
    @Setup
    public void signIn() {
        gate = GateState.of(Algorithm.HS256);
        sallyport = gate.sallyport();
        cookie = new Page(sallyport).signIn(GateState.ANN).get();
        for (int i = 0; i < revoked; i++) {
            new Page(sallyport).signIn(GateState.BOB);
        }
        sallyport.revokeAll(GateState.BOB.id());
        Admitted.check(sallyport, cookie);
    }

    /** Ends the gate's threads. */
    @TearDown
    public void close() {
        gate.close();
    }

    /** A GET by cookie. */
    @Benchmark
    public Decision cookie() {
        return sallyport.admit(cookie);
    }
}
