package dev.sallyport.bench;

import dev.sallyport.Decision;
import dev.sallyport.Sallyport;
import dev.sallyport.config.SallyportConfigBuilder;
import dev.sallyport.key.Algorithm;
import dev.sallyport.origin.Cors;
import dev.sallyport.web.Request;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

/** What the list of trusted origins costs a request from the last of them, and one from a stranger. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class CorsBenchmark {

    /** How many origins are listed, or how many patterns. */
    @Param({"1 origins", "100 origins", "10000 origins", "100 patterns"})
    public String listed;

    private GateState gate;
    private Sallyport sallyport;
    private Request fromListed;
    private Request fromStranger;

    /** Signs in. */
    @Setup
    public void signIn() {
        int count = Integer.parseInt(listed.split(" ")[0]);
        boolean exact = listed.endsWith("origins");
        SallyportConfigBuilder config = GateState.config();
        gate = GateState.of(
                Algorithm.HS256,
                exact
                        ? config.allowedOrigins(texts(count, "https://app-%d.example.com"))
                        : config.allowedOriginPatterns(texts(count, "https://[a-z0-9-]+\\.p%d\\.example\\.com")));
        sallyport = gate.sallyport();
        Page page = new Page(sallyport).signIn(GateState.ANN);
        fromListed =
                page.getFrom((exact ? "https://app-%d.example.com" : "https://x.p%d.example.com").formatted(count - 1));
        fromStranger = page.getFrom("https://stranger.example.org");
        Admitted.check(sallyport, fromListed);
    }

    private static List<String> texts(int count, String format) {
        return IntStream.range(0, count).mapToObj(format::formatted).toList();
    }

    /** Ends the gate's threads. */
    @TearDown
    public void close() {
        gate.close();
    }

    /** What CORS says of a listed origin. */
    @Benchmark
    public Cors.Result listed() {
        return sallyport.cors(fromListed);
    }

    /** What it says of one that is not listed. */
    @Benchmark
    public Cors.Result stranger() {
        return sallyport.cors(fromStranger);
    }

    /** Admission of a request from a listed origin. */
    @Benchmark
    public Decision admitListed() {
        return sallyport.admit(fromListed);
    }
}
