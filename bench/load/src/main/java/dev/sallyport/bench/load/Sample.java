package dev.sallyport.bench.load;

/** A window of a variant and the window of its floor beside it. */
record Sample(Window measured, Window floor) {

    /** The share of the floor's requests per second. */
    double share() {
        return measured.requestsPerSecond() / floor.requestsPerSecond();
    }

    /** The bytes that a request allocates beyond the floor's; not a number where they are not counted. */
    double extraBytes() {
        return measured.bytes().orElse(Double.NaN) - floor.bytes().orElse(Double.NaN);
    }
}
