package dev.sallyport.origin;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A pattern with its alternatives and optional parts chosen: characters in a row, each from a set, some repeated. All
 * spellings of a pattern together stand for at least everything that it matches.
 */
record Spelling(List<Step> steps) {

    static final Spelling EMPTY = new Spelling(List.of());

    /** Characters from one set, at least {@code min} and at most {@code max} of them. */
    record Step(Symbols symbols, int min, int max) {

        static final int UNBOUNDED = Integer.MAX_VALUE;

        static Step once(Symbols symbols) {
            return new Step(symbols, 1, 1);
        }

        boolean isOnce() {
            return min == 1 && max == 1;
        }

        /** Whether nothing but one certain character can stand here. */
        boolean isLiteral() {
            return isOnce() && symbols.isOne();
        }

        boolean isLiteral(char c) {
            return isLiteral() && symbols.first() == c;
        }

        /** With a dot where any character may stand once, since whoever wrote it meant one. */
        private String sample(int count) {
            char chosen = isOnce() && symbols.contains('.') ? '.' : usual();
            return String.valueOf(chosen).repeat(count);
        }

        private char usual() {
            for (char c : new char[] {'a', '1'}) {
                if (symbols.contains(c)) {
                    return c;
                }
            }
            Symbols likely = symbols.and(Symbols.HOST);
            return likely.isEmpty() ? symbols.first() : likely.first();
        }
    }

    static Spelling of(Step step) {
        return new Spelling(List.of(step));
    }

    Spelling then(Spelling next) {
        List<Step> all = new ArrayList<>(steps);
        all.addAll(next.steps);
        return new Spelling(all);
    }

    Symbols symbols() {
        return steps.stream().map(Step::symbols).reduce(Symbols.NONE, Symbols::or);
    }

    /** A shortest text of this spelling, and one in which all that may be left out is there. */
    Stream<String> samples() {
        if (steps.stream().anyMatch(step -> step.symbols().isEmpty() && step.min() > 0)) {
            return Stream.of();
        }
        return Stream.of(sample(0), sample(1)).distinct();
    }

    private String sample(int least) {
        StringBuilder text = new StringBuilder();
        for (Step step : steps) {
            if (!step.symbols().isEmpty()) {
                text.append(step.sample(Math.min(step.max(), Math.max(step.min(), least))));
            }
        }
        return text.toString();
    }
}
