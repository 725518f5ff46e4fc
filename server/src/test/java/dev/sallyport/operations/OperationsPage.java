package dev.sallyport.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What docs/operations.md and the dashboard say of metrics. */
final class OperationsPage {

    private static final Path DOCUMENT = Path.of("../docs/operations.md");
    private static final Path DASHBOARD = Path.of("../docs/grafana/sallyport.json");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(sallyport\\.[a-z.]+)` \\| [^|]+\\|([^|]*)\\|");
    private static final Pattern TAG = Pattern.compile("`([a-z]+)`");
    private static final Pattern ALARMS = Pattern.compile("(?s)```promql(.*?)```");
    private static final Pattern SERIES = Pattern.compile("\\bsallyport_[a-z_]+");

    private OperationsPage() {}

    /** The meters of the table, each with the keys of its tags. */
    static Map<String, Set<String>> table() throws IOException {
        return rows().collect(Collectors.toMap(
                row -> row.group(1), row -> groups(TAG, row.group(2)), (one, twice) -> Set.of("twice"), TreeMap::new));
    }

    /** What the row of this meter says of its tags. */
    static String tagsOf(String meter) throws IOException {
        return rows().filter(row -> row.group(1).equals(meter))
                .map(row -> row.group(2))
                .findFirst()
                .orElseThrow();
    }

    static Set<String> seriesOfDashboard() throws IOException {
        return groups(SERIES, Files.readString(DASHBOARD));
    }

    static Set<String> seriesOfAlarms() throws IOException {
        return groups(SERIES, String.join("", groups(ALARMS, Files.readString(DOCUMENT))));
    }

    private static Stream<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(DOCUMENT)).results();
    }

    private static Set<String> groups(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(found.groupCount()))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
