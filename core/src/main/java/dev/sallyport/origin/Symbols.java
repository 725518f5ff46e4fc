package dev.sallyport.origin;

/** A set of ASCII characters: what a pattern lets stand at one place. No origin has any other character. */
record Symbols(long low, long high) {

    static final Symbols NONE = new Symbols(0, 0);
    static final Symbols ANY = new Symbols(-1, -1);
    static final Symbols DIGITS = range('0', '9');
    static final Symbols WORD = DIGITS.or(range('a', 'z')).or(range('A', 'Z')).or(of('_'));
    static final Symbols HOST =
            DIGITS.or(range('a', 'z')).or(of('.')).or(of('-')).or(of('_'));

    static Symbols of(char c) {
        return c < 64 ? new Symbols(1L << c, 0) : new Symbols(0, 1L << (c - 64));
    }

    static Symbols range(char first, char last) {
        Symbols all = NONE;
        for (char c = first; c <= last; c++) {
            all = all.or(of(c));
        }
        return all;
    }

    Symbols or(Symbols other) {
        return new Symbols(low | other.low, high | other.high);
    }

    Symbols and(Symbols other) {
        return new Symbols(low & other.low, high & other.high);
    }

    Symbols not() {
        return new Symbols(~low, ~high);
    }

    /** With every capital replaced by its small letter, which is all that an origin has. */
    Symbols inLowerCase() {
        long capitals = range('A', 'Z').high & high;
        return new Symbols(low, (high & ~capitals) | (capitals << 32));
    }

    boolean contains(char c) {
        return !and(of(c)).isEmpty();
    }

    boolean isEmpty() {
        return low == 0 && high == 0;
    }

    boolean isOne() {
        return Long.bitCount(low) + Long.bitCount(high) == 1;
    }

    /** The first in the order of ASCII; there must be one. */
    char first() {
        return (char) (low != 0 ? Long.numberOfTrailingZeros(low) : 64 + Long.numberOfTrailingZeros(high));
    }
}
