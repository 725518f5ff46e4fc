package dev.sallyport.operations;

import dev.sallyport.http.HttpBrowser;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The figures as Prometheus is given them. */
record Scrape(String text) {

    private static final Pattern LINE = Pattern.compile("(?m)^(\\w+)(?:\\{[^}]*})? ");

    static Scrape of(HttpBrowser browser) {
        return new Scrape(browser.get("/actuator/prometheus").body());
    }

    Set<String> names() {
        return LINE.matcher(text).results().map(line -> line.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The figure of a series, written as in the scrape: {@code name{tag="value"}}. */
    double value(String series) {
        return text.lines()
                .filter(line -> line.startsWith(series + " "))
                .map(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(series + " is not in\n" + text));
    }
}
