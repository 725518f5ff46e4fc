package dev.sallyport.bench.load;

/**
 * How long is measured.
 *
 * @param seconds the length of one window
 * @param rounds how often each variant is measured
 * @param longestWarmUp how many windows a warm-up may take
 * @param connections how many wrk keeps open while it is measured
 * @param all whether the rows beyond the main ones are measured too
 */
record Pace(int seconds, int rounds, int longestWarmUp, int connections, boolean all) {

    static Pace named(String name) {
        return switch (name) {
            case "full" -> new Pace(5, 9, 20, 16, true);
            case "quick" -> new Pace(2, 3, 6, 16, false);
            // Shows that everything works; the figures mean nothing.
            case "smoke" -> new Pace(1, 1, 2, 16, true);
            default -> throw new BenchException("There is full, quick and smoke, and no " + name + ".");
        };
    }
}
