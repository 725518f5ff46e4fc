package dev.sallyport.session;

/**
 * How often of late a token came again after it was replaced.
 *
 * @param inARow how many rotations in a row had that happen to them, the last one left out as long as it did not
 * @param last whether it happened to the last rotation
 */
public record Repeats(int inARow, boolean last) {

    /** The count of a session whose last rotations were each asked for once. */
    public static final Repeats NONE = new Repeats(0, false);

    /** With the last rotation among them. However often its token comes, it is one rotation. */
    public Repeats counted() {
        return last ? this : new Repeats(inARow + 1, true);
    }

    /** After one more rotation. If nothing came again since the one before, the row ends there. */
    Repeats rotated() {
        return last ? new Repeats(inARow, false) : NONE;
    }
}
