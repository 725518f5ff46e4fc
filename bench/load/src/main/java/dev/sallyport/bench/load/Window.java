package dev.sallyport.bench.load;

import java.util.OptionalDouble;

/** What a server did in one window of load; the bytes are missing where its JVM does not count them. */
record Window(double requestsPerSecond, double cpuMicros, OptionalDouble bytes) {}
