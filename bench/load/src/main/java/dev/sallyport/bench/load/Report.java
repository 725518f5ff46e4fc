package dev.sallyport.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the figures down, whether a target was met or not. */
final class Report {

    /** How the shares of two rows are to compare. */
    private record Comparison(String text, String row, String other, double atLeast) {}

    private static final List<Comparison> COMPARISONS = List.of(
            new Comparison("HS256 cookie beside Spring Security's", Plan.COOKIE, Plan.PEER_COOKIE, 2.2),
            new Comparison("POST beside Spring Security's session POST", Plan.POST, Plan.PEER_POST, 1.4),
            new Comparison("HS256 cookie beside Micronaut's", Plan.COOKIE, Plan.MICRONAUT, 2.0),
            new Comparison("HS256 cookie beside Quarkus's", Plan.COOKIE, Plan.QUARKUS, 2.0),
            new Comparison("10,000 listed origins beside none", Plan.ORIGINS, Plan.COOKIE, 0.9));

    private static final double UPDATES = 0.8;
    private static final double HASHES = 1.05;
    private static final long IDLE_MEGABYTES = 250;

    private final List<String> lines = new ArrayList<>();

    Report heading(String date, String command, Pace pace, List<String> machine) {
        lines.add("# Results");
        lines.add("");
        lines.add("Written by `" + command + "` on " + date + ". [README.md](README.md) says how it is measured.");
        lines.add("");
        machine.forEach(line -> lines.add("- " + line));
        lines.add("- Server on core 0 and load on core 1, " + pace.connections() + " connections, windows of "
                + pace.seconds() + " s, medians of " + pace.rounds() + " rounds");
        lines.add("- No request failed, or there would be no table");
        return this;
    }

    Report requests(Map<Variant, Medians> measured) {
        table(
                "Requests",
                "request | requests/s | share of the floor | target | met"
                        + " | CPU us | the floor's | bytes | beyond the floor's",
                9);
        measured.forEach((variant, medians) -> {
            Optional<Boolean> met = variant.target().map(target -> medians.share() >= target);
            row(
                    variant.name(),
                    whole(medians.of(sample -> sample.measured().requestsPerSecond())),
                    decimal(medians.share()),
                    variant.target().map(Report::decimal).orElse(""),
                    met.map(Report::yesOrNo).orElse(""),
                    tenth(medians.of(sample -> sample.measured().cpuMicros())),
                    tenth(medians.of(sample -> sample.floor().cpuMicros())),
                    whole(medians.of(sample -> sample.measured().bytes().orElse(Double.NaN))),
                    whole(medians.of(Sample::extraBytes)));
        });
        return this;
    }

    Report comparisons(Map<Variant, Medians> measured) {
        Map<String, Double> shares = measured.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().name(),
                        entry -> entry.getValue().share()));
        table("Rows beside each other", "shares of the floor | ratio | target | met", 4);
        for (Comparison comparison : COMPARISONS) {
            if (!shares.containsKey(comparison.row()) || !shares.containsKey(comparison.other())) {
                continue;
            }
            double ratio = shares.get(comparison.row()) / shares.get(comparison.other());
            row(
                    comparison.text(),
                    decimal(ratio),
                    decimal(comparison.atLeast()),
                    yesOrNo(ratio >= comparison.atLeast()));
        }
        return this;
    }

    Report embedded(Embedded figures) {
        table(
                "Refresh and sign-in at sallyport.jar, on SQLite",
                "what | ours | the bare work | ratio | target | met",
                6);
        row(
                "refreshes/s of 16 clients, beside bare UPDATEs of 16 threads",
                whole(figures.refreshes()),
                whole(figures.updates()),
                decimal(figures.share()),
                decimal(UPDATES),
                yesOrNo(figures.share() >= UPDATES));
        double ratio = figures.signIns().ratio();
        row(
                "milliseconds of a sign-in, beside a bare Argon2id hash",
                tenth(figures.signIns().millis()),
                tenth(figures.signIns().hashMillis()),
                decimal(ratio),
                "at most " + decimal(HASHES),
                yesOrNo(ratio <= HASHES));
        return this;
    }

    /** Nothing, where none was measured. */
    Report peers(List<RefreshPeers.Row> rows) {
        if (rows.isEmpty()) {
            return this;
        }
        table(
                "Refresh and sign-in beside other servers",
                "server | refreshes/s of 16 clients | sign-ins/s of 4 clients | milliseconds of one sign-in",
                4);
        rows.forEach(
                peer -> row(peer.name(), whole(peer.refreshes()), tenth(peer.signIns()), tenth(peer.signInMillis())));
        return this;
    }

    Report starts(List<StartUp> starts) {
        table(
                "sallyport.jar by itself",
                "JDK | seconds to the first 200 | target | met | MB resident, idle | target | met",
                7);
        for (StartUp start : starts) {
            row(
                    start.what(),
                    decimal(start.seconds()),
                    start.isFloor() ? "" : "under " + decimal(start.target().getAsDouble()),
                    start.isFloor()
                            ? ""
                            : yesOrNo(start.seconds() < start.target().getAsDouble()),
                    Long.toString(start.megabytes()),
                    start.isFloor() ? "" : "under " + IDLE_MEGABYTES,
                    start.isFloor() ? "" : yesOrNo(start.megabytes() < IDLE_MEGABYTES));
        }
        return this;
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }

    private void table(String title, String head, int columns) {
        lines.addAll(List.of("", "## " + title, "", "| " + head + " |", "|---".repeat(columns) + "|"));
    }

    private void row(String... cells) {
        lines.add("| " + String.join(" | ", cells) + " |");
    }

    private static String yesOrNo(boolean met) {
        return met ? "yes" : "no";
    }

    private static String whole(double figure) {
        return Double.isNaN(figure) ? "not counted" : String.format(Locale.ROOT, "%,.0f", figure);
    }

    private static String tenth(double figure) {
        return String.format(Locale.ROOT, "%.1f", figure);
    }

    private static String decimal(double figure) {
        return String.format(Locale.ROOT, "%.2f", figure);
    }
}
