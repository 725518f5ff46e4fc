package dev.sallyport.bench;

import dev.sallyport.Decision;
import dev.sallyport.Sallyport;
import dev.sallyport.config.SallyportConfigBuilder;
import dev.sallyport.key.Algorithm;
import dev.sallyport.key.SigningKey;
import dev.sallyport.session.InMemorySessionStore;
import dev.sallyport.web.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What more tokens, more ended sessions and more origins cost a request, and a session its node's heap. Rows are measured in turns and beside the first of their
 * table, since a machine that slows down meanwhile would otherwise make a slope of its own.
 */
public final class Scale {

    private static final List<Integer> TOKENS = List.of(1_000, 10_000, 30_000, 100_000, 1_000_000, 10_000_000);
    private static final List<Integer> REVOKED = List.of(1, 1_000, 100_000);
    private static final List<Integer> ORIGINS = List.of(1, 100, 10_000);

    private static final int ROUNDS = 9;
    private static final long MILLIS = 400;
    private static final int WARM_UPS = 8;

    private final List<ScaleRow> rows = new ArrayList<>();
    private final List<GateState> gates = new ArrayList<>();

    private Scale() {}

    /**
     * Does it, and writes the table.
     *
     * @param args the file for the tokens, how many there are at most, the command that somebody gave, and the file for the table
     */
    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[0]);
        int most = Integer.parseInt(args[1]);
        SigningKey key = SigningKey.generate(Algorithm.HS256);
        TokenFile tokens = TokenFile.write(file, key, most);
        Scale scale = new Scale();
        TOKENS.stream().filter(count -> count <= most).forEach(count -> scale.tokens(tokens, key, count));
        REVOKED.forEach(scale::revoked);
        ORIGINS.forEach(scale::origins);
        ScaleTable table = new ScaleTable(args[2], LocalDate.now(ZoneOffset.UTC).toString());
        scale.measure(table);
        scale.gates.forEach(GateState::close);
        table.heap(SessionHeap.measured());
        Files.writeString(Path.of(args[3]), table.text());
        System.out.println(table.text());
    }

    private void tokens(TokenFile tokens, SigningKey key, int count) {
        GateState gate = opened(GateState.of(key, tokenConfig(), new InMemorySessionStore()));
        Walk walk = new Walk(count);
        Walk other = new Walk(count);
        Sallyport sallyport = gate.sallyport();
        Admitted.check(sallyport, Page.getWith(tokens.get(count - 1)));
        rows.add(new ScaleRow(
                "live tokens, each of another session",
                count,
                () -> admitted(sallyport, Page.getWith(tokens.get(walk.next()))),
                () -> Page.getWith(tokens.get(other.next()))));
    }

    private static SallyportConfigBuilder tokenConfig() {
        return GateState.config().accessTokenIssuer(TokenFile.ISSUER).accessTokenAudience(TokenFile.ISSUER);
    }

    private void revoked(int count) {
        Sallyport sallyport = opened(GateState.of(Algorithm.HS256)).sallyport();
        Page page = new Page(sallyport).signIn(GateState.ANN);
        for (int i = 0; i < count; i++) {
            new Page(sallyport).signIn(GateState.BOB);
        }
        sallyport.revokeAll(GateState.BOB.id());
        same("ended sessions", count, sallyport, page.get());
    }

    private void origins(int count) {
        List<String> origins = IntStream.range(0, count)
                .mapToObj("https://app-%d.example.com"::formatted)
                .toList();
        Sallyport sallyport = opened(
                        GateState.of(Algorithm.HS256, GateState.config().allowedOrigins(origins)))
                .sallyport();
        Request request = new Page(sallyport).signIn(GateState.ANN).getFrom(origins.get(count - 1));
        same("listed origins", count, sallyport, request);
    }

    private void same(String table, int count, Sallyport sallyport, Request request) {
        Admitted.check(sallyport, request);
        rows.add(new ScaleRow(table, count, () -> admitted(sallyport, request), () -> request));
    }

    private GateState opened(GateState gate) {
        gates.add(gate);
        return gate;
    }

    private static Decision admitted(Sallyport sallyport, Request request) {
        Decision decision = sallyport.admit(request);
        if (!(decision instanceof Decision.Admitted)) {
            throw new IllegalStateException("a request was not admitted");
        }
        return decision;
    }

    private void measure(ScaleTable table) {
        for (int i = 0; i < WARM_UPS; i++) {
            rows.forEach(row -> row.micros(MILLIS));
        }
        Map<ScaleRow, double[]> micros = new LinkedHashMap<>();
        Map<ScaleRow, double[]> ratios = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, Double> first = new LinkedHashMap<>();
            for (ScaleRow row : rows) {
                double figure = row.micros(MILLIS);
                double base = first.computeIfAbsent(row.table(), any -> figure);
                micros.computeIfAbsent(row, any -> new double[ROUNDS])[round] = figure;
                ratios.computeIfAbsent(row, any -> new double[ROUNDS])[round] = figure / base;
            }
        }
        micros.forEach((row, figures) -> table.row(row, median(figures), median(ratios.get(row))));
    }

    private static double median(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
