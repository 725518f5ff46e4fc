package dev.sallyport.bench;

import dev.sallyport.Sallyport;
import dev.sallyport.key.Algorithm;
import dev.sallyport.web.Request;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Admission with tokens, each for the first time. How many go into one measurement differs: some take a thousand times as long. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 12)
@Measurement(iterations = 8)
public abstract class ColdTokens {

    private GateState gate;
    private Sallyport sallyport;
    private Page page;
    private final Request[] requests;

    ColdTokens(int tokens) {
        requests = new Request[tokens];
    }

    abstract Algorithm algorithm();

    /** Signs in once. */
    @Setup
    public void signIn() {
        gate = GateState.of(algorithm());
        sallyport = gate.sallyport();
        page = new Page(sallyport).signIn(GateState.ANN);
        Admitted.check(sallyport, page.get());
    }

    /** Each iteration has tokens of its own: one that came before would not be new any more. */
    @Setup(Level.Iteration)
    public void makeTokens() {
        for (int i = 0; i < requests.length; i++) {
            requests[i] = page.getWithNextToken();
        }
    }

    /** Ends the gate's threads. */
    @TearDown
    public void close() {
        gate.close();
    }

    final void admitEach(Blackhole decisions) {
        for (Request request : requests) {
            decisions.consume(sallyport.admit(request));
        }
    }
}
