package dev.sallyport.bench.bridge;

/** The body of a POST. */
record Change(String theme) {}
