package dev.sallyport.bench;

import dev.sallyport.key.Algorithm;
import dev.sallyport.key.KeyRing;
import dev.sallyport.key.KeySource;
import dev.sallyport.key.SigningKey;
import dev.sallyport.token.AccessToken;
import dev.sallyport.token.AccessTokens;
import dev.sallyport.web.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

/** A refresh, whose store is in memory, and a part of it: a new access token. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class IssueBenchmark {

    /** How the token is signed. */
    @Param
    public Algorithm algorithm;

    private GateState gate;
    private Page page;
    private AccessTokens tokens;
    private final AccessToken.Subject subject = new AccessToken.Subject(
            "ann", "0123456789abcdefghijkl", Optional.empty(), Set.of("user", "editor"), Instant.EPOCH, List.of("pwd"));

    /** Signs in. */
    @Setup
    public void signIn() {
        gate = GateState.of(algorithm);
        page = new Page(gate.sallyport()).signIn(GateState.ANN);
        KeySource source = KeySource.of(SigningKey.generate(algorithm));
        KeyRing ring = KeyRing.of(source.load(Instant.now()), Duration.ofMinutes(10));
        tokens = new AccessTokens(
                () -> ring, new AccessTokens.Settings("sallyport", "sallyport", Duration.ofMinutes(5), Duration.ZERO));
    }

    /** Ends the gate's threads. */
    @TearDown
    public void close() {
        gate.close();
    }

    /** A refresh by cookie, and the browser's keeping of what it is given. */
    @Benchmark
    public Reply refresh() {
        return page.refresh();
    }

    /** A signature over the claims of an access token. */
    @Benchmark
    public String sign() {
        Instant now = Instant.now();
        return tokens.issue(subject, now, now.plusSeconds(300));
    }
}
