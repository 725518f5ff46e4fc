package dev.sallyport.session;

/**
 * How often of late a refresh token was used again after it was replaced.
 *
 * @param inARow the number of rotations in a row whose old token was used again; the last rotation counts once its token was
 * @param last whether the token replaced by the last rotation was used again
 */
public record Repeats(int inARow, boolean last) {

    /** The count of a session whose last rotations were each asked for once. */
    public static final Repeats NONE = new Repeats(0, false);

    /** The count with the last rotation in it. However often its token comes, it counts once. */
    public Repeats counted() {
        return last ? this : new Repeats(inARow + 1, true);
    }

    /** The count after one more rotation. It starts anew if the token of the one before was not used again. */
    Repeats rotated() {
        return last ? new Repeats(inARow, false) : NONE;
    }
}
