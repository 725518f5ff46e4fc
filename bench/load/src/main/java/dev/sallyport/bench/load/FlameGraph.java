package dev.sallyport.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Draws a recording of JFR as a flame graph: who called stands below, and a method is as wide as the share of samples in which it or
 * what it called was running.
 */
public final class FlameGraph {

    private static final int WIDTH = 1200;
    private static final int ROW = 17;
    private static final int LETTER = 7;
    private static final double LEAST_WIDTH = 3;

    /** Below it stand the container's threads and sockets, the same for each request. */
    private static final String FIRST = "org.apache.catalina.core.ApplicationFilterChain.doFilter";

    private final String name;
    private final Map<String, FlameGraph> called = new TreeMap<>();
    private int samples;

    private FlameGraph(String name) {
        this.name = name;
    }

    /**
     * Draws one.
     *
     * @param args the recording and the SVG to write
     */
    public static void main(String[] args) throws IOException {
        FlameGraph all = new FlameGraph("a request, behind the container");
        for (RecordedEvent event : RecordingFile.readAllEvents(Path.of(args[0]))) {
            if (event.getEventType().getName().equals("jdk.ExecutionSample") && event.getStackTrace() != null) {
                all.add(event.getStackTrace().getFrames());
            }
        }
        Files.writeString(Path.of(args[1]), all.svg());
    }

    private void add(List<RecordedFrame> innermostFirst) {
        int first = innermostFirst.size() - 1;
        while (first >= 0 && !name(innermostFirst.get(first)).equals(FIRST)) {
            first--;
        }
        if (first < 0) {
            return;
        }
        FlameGraph at = this;
        at.samples++;
        for (int i = first; i >= 0; i--) {
            at = at.called.computeIfAbsent(name(innermostFirst.get(i)), FlameGraph::new);
            at.samples++;
        }
    }

    private static String name(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }

    private String svg() {
        int rows = rows(WIDTH);
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"monospace\" font-size=\"11\">%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>%n",
                WIDTH,
                rows * ROW));
        draw(svg, 0, WIDTH, (rows - 1) * ROW, samples);
        return svg.append("</svg>\n").toString();
    }

    private int rows(double width) {
        int above = called.values().stream()
                .filter(each -> width * each.samples / samples >= LEAST_WIDTH)
                .mapToInt(each -> each.rows(width * each.samples / samples))
                .max()
                .orElse(0);
        return above + 1;
    }

    private void draw(StringBuilder svg, double x, double width, int y, int all) {
        String shown = name.replaceAll(".*\\.([^.]+\\.[^.]+)$", "$1").replaceAll("^0x[0-9a-f]+", "(lambda)");
        int room = (int) (width / LETTER) - 1;
        String label = room < 3 ? "" : shown.substring(0, Math.min(room, shown.length()));
        svg.append(String.format(
                Locale.ROOT,
                "<g><title>%s: %.1f %% of %,d samples</title><rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\""
                        + " fill=\"%s\" stroke=\"#fff\"/><text x=\"%.1f\" y=\"%d\">%s</text></g>%n",
                escaped(name),
                100.0 * samples / all,
                all,
                x,
                y,
                width,
                ROW,
                colour(),
                x + 3,
                y + 12,
                escaped(label)));
        double at = x;
        for (FlameGraph each : called.values()) {
            double its = width * each.samples / samples;
            if (its >= LEAST_WIDTH) {
                each.draw(svg, at, its, y - ROW, all);
            }
            at += its;
        }
    }

    private String colour() {
        if (name.startsWith("dev.sallyport.bench.")) {
            return "#9ecae1";
        }
        return name.startsWith("dev.sallyport.") ? "#fdae6b" : "#e3e3e3";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
