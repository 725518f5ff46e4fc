package dev.sallyport.spring.property;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Guesses which of the known names somebody meant. */
final class PropertySpelling {

    private final List<String> names;

    PropertySpelling(List<String> names) {
        this.names = names;
    }

    /** The end of a sentence that says that {@code written} is unknown: the nearest name, else the names to choose from. */
    String advice(String written) {
        List<String> near = nearest(written, Math.max(2, plain(written).length() / 5));
        if (!near.isEmpty()) {
            return ": did you mean " + near.get(0) + "?";
        }
        List<String> neighbours = names.stream()
                .filter(name -> plain(written).startsWith(plain(name.substring(0, name.lastIndexOf('.')))))
                .filter(name -> name.indexOf('.') < name.lastIndexOf('.'))
                .toList();
        return "; there are " + String.join(", ", neighbours.isEmpty() ? names : neighbours);
    }

    /** The names that take at most {@code edits} changes of a letter, the nearest first. */
    List<String> nearest(String written, int edits) {
        String plain = plain(written);
        return names.stream()
                .filter(name -> distance(plain, plain(name)) <= edits)
                .sorted(Comparator.comparingInt(name -> distance(plain, plain(name))))
                .collect(Collectors.toUnmodifiableList());
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** The number of letters to insert, delete or replace (Levenshtein). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
