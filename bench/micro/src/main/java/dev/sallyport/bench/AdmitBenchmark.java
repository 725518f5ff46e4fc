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

/** Admission of one caller who shows the same token again and again. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class AdmitBenchmark {

    /** How the token is signed. */
    @Param
    public Algorithm algorithm;

    private GateState gate;
    private Sallyport sallyport;
    private Request cookie;
    private Request header;
    private Request post;

    /** Signs in twice, by cookie and by header. */
    @Setup
    public void signIn() {
        gate = GateState.of(algorithm);
        sallyport = gate.sallyport();
        Page page = new Page(sallyport);
        header = page.bearer(page.headerToken(GateState.ANN));
        page.signIn(GateState.ANN);
        cookie = page.get();
        post = page.post();
        Admitted.check(sallyport, cookie, header, post);
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

    /** A GET by the Authorization header. */
    @Benchmark
    public Decision header() {
        return sallyport.admit(header);
    }

    /** A POST by cookie, with the CSRF token in its header. What it takes beyond {@link #cookie} is the second door. */
    @Benchmark
    public Decision postThroughBothDoors() {
        return sallyport.admit(post);
    }
}
