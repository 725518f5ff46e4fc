package dev.sallyport.bench;

import dev.sallyport.Decision;
import dev.sallyport.Sallyport;
import dev.sallyport.config.SallyportConfig.Format;
import dev.sallyport.key.Algorithm;
import dev.sallyport.web.Request;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Admission with an opaque token whose session was looked up before, and of somebody who brings none. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class OpaqueBenchmark {

    private GateState gate;
    private Sallyport sallyport;
    private Request cookie;
    private final Request visitor = Page.visitor();

    /** Signs in. */
    @Setup
    public void signIn() {
        gate = GateState.of(Algorithm.HS256, GateState.config().accessTokenFormats(List.of(Format.OPAQUE)));
        sallyport = gate.sallyport();
        cookie = new Page(sallyport).signIn(GateState.ANN).get();
        Admitted.check(sallyport, cookie);
    }

    /** Ends the gate's threads. */
    @TearDown
    public void close() {
        gate.close();
    }

    /** A GET by cookie. */
    @Benchmark
    public Decision opaque() {
        return sallyport.admit(cookie);
    }

    /** A GET without cookies. */
    @Benchmark
    public Decision visitor() {
        return sallyport.admit(visitor);
    }
}
