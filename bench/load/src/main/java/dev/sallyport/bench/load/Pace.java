package dev.sallyport.bench.load;

/**
 * How long is measured.
 *
 * @param seconds the length of one window
 * @param rounds how often each variant is measured
 * @param leastWarmUp how many windows a server is warmed up at least: before, its figures fall and rise again
 * @param longestWarmUp how many windows a warm-up may take
 * @param connections how many wrk keeps open while it is measured
 * @param rows which rows are measured
 */
record Pace(int seconds, int rounds, int leastWarmUp, int longestWarmUp, int connections, Rows rows) {

    /** Each has the ones before it, too. */
    enum Rows {
        /** Three servers, which start in a moment. */
        FEW,
        /** The gate's own, and Spring Security's. */
        MAIN,
        /** Other algorithms and frameworks, too. */
        ALL
    }

    static Pace named(String name) {
        return switch (name) {
            case "full" -> new Pace(5, 9, 8, 24, 16, Rows.ALL);
            case "quick" -> new Pace(2, 5, 12, 24, 16, Rows.MAIN);
            // Shows that the driver works; the figures mean nothing.
            case "smoke" -> new Pace(1, 1, 1, 2, 16, Rows.FEW);
            default -> throw new BenchException("There is full, quick and smoke, and no " + name + ".");
        };
    }
}
