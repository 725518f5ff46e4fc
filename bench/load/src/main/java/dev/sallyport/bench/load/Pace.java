package dev.sallyport.bench.load;

/**
 * How long is measured.
 *
 * @param seconds the length of one window
 * @param rounds how often each variant is measured
 * @param longestWarmUp how many windows a warm-up may take
 * @param connections how many wrk keeps open while it is measured
 * @param rows which rows are measured
 */
record Pace(int seconds, int rounds, int longestWarmUp, int connections, Rows rows) {

    /** Each has the ones before it, too. */
    enum Rows {
        /** Three servers, which start in a moment. */
        FEW,
        /** Those that have a target, and what they are compared with. */
        MAIN,
        ALL
    }

    static Pace named(String name) {
        return switch (name) {
            case "full" -> new Pace(5, 9, 20, 16, Rows.ALL);
            case "quick" -> new Pace(2, 3, 6, 16, Rows.MAIN);
            // Shows that the driver works; the figures mean nothing.
            case "smoke" -> new Pace(1, 1, 2, 16, Rows.FEW);
            default -> throw new BenchException("There is full, quick and smoke, and no " + name + ".");
        };
    }
}
