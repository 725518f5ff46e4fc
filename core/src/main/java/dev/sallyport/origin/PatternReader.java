package dev.sallyport.origin;

import dev.sallyport.origin.Spelling.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the part of the regular expressions that is needed for origins: literals, escapes, classes, groups, alternatives and
 * repetitions. What it does not know it refuses, since what cannot be read cannot be judged.
 */
final class PatternReader {

    private static final int LONGEST = 1000;
    private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,4})(,(\\d{0,4}))?}");

    private final String text;
    private final boolean inAnyCase;
    private boolean loneDot;
    private int at;

    private PatternReader(String text, boolean inAnyCase) {
        this.text = text;
        this.inAnyCase = inAnyCase;
    }

    /**
     * What a pattern comes to.
     *
     * @param loneDot whether an unescaped dot stands for a single character, which nobody means in an origin
     */
    record Reading(List<Spelling> spellings, boolean loneDot) {}

    /**
     * Reads a pattern that the matching engine has accepted.
     *
     * @throws IllegalArgumentException with the construct that is not known here
     */
    static Reading read(String pattern) {
        boolean inAnyCase = pattern.startsWith("(?i)");
        PatternReader reader = new PatternReader(inAnyCase ? pattern.substring(4) : pattern, inAnyCase);
        if (pattern.length() > LONGEST) {
            throw unknown("a pattern of over " + LONGEST + " characters");
        }
        List<Spelling> spellings = reader.alternatives();
        if (reader.at < reader.text.length()) {
            throw unknown("'" + reader.text.substring(reader.at) + "'");
        }
        return new Reading(spellings, reader.loneDot);
    }

    private List<Spelling> alternatives() {
        List<Spelling> all = new ArrayList<>(sequence());
        while (take('|')) {
            all.addAll(sequence());
        }
        return all;
    }

    private List<Spelling> sequence() {
        List<Spelling> all = List.of(Spelling.EMPTY);
        while (at < text.length() && text.charAt(at) != '|' && text.charAt(at) != ')') {
            boolean dot = text.charAt(at) == '.';
            List<Spelling> piece = piece();
            int before = at;
            piece = repeated(piece);
            loneDot |= dot && (at == before || text.charAt(before) == '?');
            all = Spellings.product(all, piece);
        }
        return all;
    }

    private List<Spelling> piece() {
        char c = text.charAt(at++);
        return switch (c) {
            case '(' -> group();
            case '[' -> one(characterClass());
            case '.' -> one(Symbols.ANY);
            case '\\' -> one(escaped());
            // The whole origin must match anyway.
            case '^', '$' -> List.of(Spelling.EMPTY);
            case '{', '}', ']' -> throw unknown("'" + c + "' unescaped");
            default -> one(literal(c));
        };
    }

    private List<Spelling> group() {
        if (take('?') && !take(':')) {
            throw unknown("'(?" + text.charAt(at) + "'");
        }
        List<Spelling> inside = alternatives();
        take(')');
        return inside;
    }

    private Symbols characterClass() {
        boolean negated = take('^');
        Symbols all = Symbols.NONE;
        do {
            char c = text.charAt(at++);
            if (c == '[' || c == ']') {
                throw unknown("'" + c + "' in a character class");
            }
            Symbols item = c == '\\' ? escaped() : literal(c);
            if (item.isOne() && text.charAt(at) == '-' && text.charAt(at + 1) != ']') {
                at++;
                char last = text.charAt(at++);
                item = Symbols.range(
                        c == '\\' ? item.first() : c, last == '\\' ? escaped().first() : ascii(last));
            }
            all = all.or(item);
        } while (!take(']'));
        all = inAnyCase ? all.inLowerCase() : all;
        return negated ? all.not() : all;
    }

    private Symbols escaped() {
        char c = text.charAt(at++);
        return switch (c) {
            case 'd' -> Symbols.DIGITS;
            case 'w' -> Symbols.WORD;
            default -> {
                if (Character.isLetterOrDigit(c)) {
                    throw unknown("'\\" + c + "'");
                }
                yield literal(c);
            }
        };
    }

    private static Symbols literal(char c) {
        return Symbols.of(ascii(c));
    }

    private static char ascii(char c) {
        if (c >= 128) {
            throw new IllegalArgumentException(
                    "origins are ASCII: write an international name as browsers send it, xn--...");
        }
        return c;
    }

    private List<Spelling> one(Symbols symbols) {
        return List.of(Spelling.of(Step.once(inAnyCase ? symbols.inLowerCase() : symbols)));
    }

    private List<Spelling> repeated(List<Spelling> piece) {
        if (at == text.length()) {
            return piece;
        }
        List<Spelling> repeated = piece;
        char c = text.charAt(at);
        Matcher count = COUNT.matcher(text).region(at, text.length());
        if (c == '*' || c == '+' || c == '?') {
            at++;
            repeated = Spellings.repeat(piece, c == '+' ? 1 : 0, c == '?' ? 1 : Step.UNBOUNDED);
        } else if (count.lookingAt()) {
            at = count.end();
            int min = Integer.parseInt(count.group(1));
            String last = count.group(3);
            int max = last == null ? min : last.isEmpty() ? Step.UNBOUNDED : Integer.parseInt(last);
            repeated = Spellings.repeat(piece, min, max);
        } else {
            return piece;
        }
        // A lazy repetition matches the same whole texts.
        take('?');
        return repeated;
    }

    private boolean take(char c) {
        boolean isThere = at < text.length() && text.charAt(at) == c;
        at += isThere ? 1 : 0;
        return isThere;
    }

    static IllegalArgumentException unknown(String construct) {
        return new IllegalArgumentException("it cannot be checked for what else it admits, because of " + construct
                + ": write it with literals, \\., [a-z0-9-]+, (a|b) and ?, or as several patterns");
    }
}
