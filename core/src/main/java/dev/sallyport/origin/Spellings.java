package dev.sallyport.origin;

import dev.sallyport.origin.Spelling.Step;
import java.util.ArrayList;
import java.util.List;

/** Puts the spellings of the parts of a pattern together to those of the whole, as many as can be looked through. */
final class Spellings {

    private static final int MOST = 512;
    private static final int MOST_COPIES = 8;

    private Spellings() {}

    /** {@code piece} at least {@code min} and at most {@code max} times. */
    static List<Spelling> repeat(List<Spelling> piece, int min, int max) {
        if (max == 0) {
            return List.of(Spelling.EMPTY);
        }
        if (min == 0 && max == 1) {
            return join(List.of(Spelling.EMPTY), piece);
        }
        List<Step> only = piece.size() == 1 ? piece.get(0).steps() : List.of();
        boolean isCounted = min == max && min <= MOST_COPIES;
        if (only.size() == 1 && only.get(0).isOnce() && !isCounted) {
            return List.of(Spelling.of(new Step(only.get(0).symbols(), min, max)));
        }
        if (min > MOST_COPIES) {
            throw PatternReader.unknown("a group repeated " + min + " times");
        }
        int fixed = Math.max(min, 1);
        List<Spelling> copies = List.of(Spelling.EMPTY);
        for (int i = 0; i < fixed; i++) {
            copies = product(copies, piece);
        }
        List<Spelling> all = min == 0 ? join(List.of(Spelling.EMPTY), copies) : copies;
        if (max == fixed) {
            return all;
        }
        // Further copies begin somewhere and end like the piece ends; between, whatever characters it is made of.
        Symbols anyOfIt = piece.stream().map(Spelling::symbols).reduce(Symbols.NONE, Symbols::or);
        Spelling between = Spelling.of(new Step(anyOfIt, 0, Step.UNBOUNDED));
        return join(all, product(product(copies, List.of(between)), piece));
    }

    /** Each of the first followed by each of the second. */
    static List<Spelling> product(List<Spelling> first, List<Spelling> second) {
        if (first.size() * second.size() > MOST) {
            throw PatternReader.unknown("over " + MOST + " combinations of alternatives");
        }
        return first.stream().flatMap(left -> second.stream().map(left::then)).toList();
    }

    private static List<Spelling> join(List<Spelling> first, List<Spelling> second) {
        List<Spelling> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
