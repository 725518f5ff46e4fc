package dev.sallyport.bench;

/**
 * All numbers below a count in a scattered order, and again from the first when all have had their turn. So a token comes back when
 * every other has been shown, which is the hardest order for whoever remembers some.
 */
final class Walk {

    private static final double GOLDEN = 0.6180339887;

    private final int count;
    private final int stride;
    private int place;

    Walk(int count) {
        this.count = count;
        this.stride = coprime((int) (count * GOLDEN), count);
    }

    private static int coprime(int candidate, int count) {
        int stride = Math.max(1, candidate);
        while (divisor(stride, count) != 1) {
            stride++;
        }
        return stride;
    }

    private static int divisor(int a, int b) {
        return b == 0 ? a : divisor(b, a % b);
    }

    int next() {
        // In two steps, or ten million and more would overflow where count is near the largest int.
        place = place < count - stride ? place + stride : place - (count - stride);
        return place;
    }
}
