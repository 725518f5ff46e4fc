package dev.sallyport.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows about more and more of one thing, as Markdown, whether the target was met or not. */
final class ScaleTable {

    private static final double MOST = 1.10;

    private final List<String> lines = new ArrayList<>();

    ScaleTable(String command, String date) {
        lines.addAll(List.of(
                "# Scale",
                "",
                "Written by `" + command + "` on " + date + ". [README.md](README.md) says how it is measured.",
                "",
                "- JDK: " + System.getProperty("java.vendor.version", "") + " " + Runtime.version(),
                "- " + Runtime.getRuntime().availableProcessors() + " cores, one thread, in the process of the gate",
                "",
                "| what there is more of | how many | us to admit a request | of the first row | target | met |",
                "|---|---|---|---|---|---|"));
    }

    void row(ScaleRow row, double micros, double ratio) {
        lines.add(String.format(
                Locale.ROOT,
                "| %s | %,d | %.2f | %.2f | at most %.2f | %s |",
                row.table(),
                row.count(),
                micros,
                ratio,
                MOST,
                ratio <= MOST ? "yes" : "no"));
    }

    void heap(List<SessionHeap> sessions) {
        lines.addAll(List.of("", "| live sessions | bytes of heap for each, on each node |", "|---|---|"));
        sessions.forEach(row -> lines.add(String.format(Locale.ROOT, "| %s | %,d |", row.what(), row.bytes())));
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }
}
