package dev.sallyport.bench.load;

/**
 * How long is measured.
 *
 * @param seconds the length of one window
 * @param rounds how often each variant is measured
 * @param warmUp how many windows each part of a warm-up takes at most
 * @param connections how many wrk keeps open while it is measured
 * @param rows which rows are measured
 */
record Pace(int seconds, int rounds, int warmUp, int connections, Rows rows) {

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
            case "full" -> new Pace(5, 9, 24, 16, Rows.ALL);
            case "quick" -> new Pace(2, 4, 24, 16, Rows.MAIN);
            // Shows that the driver works; the figures mean nothing.
            case "smoke" -> new Pace(1, 1, 1, 16, Rows.FEW);
            default -> throw new BenchException("There is full, quick and smoke, and no " + name + ".");
        };
    }
}
