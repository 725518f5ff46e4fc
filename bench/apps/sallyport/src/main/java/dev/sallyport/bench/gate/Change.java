package dev.sallyport.bench.gate;

/** The body of a POST. */
record Change(String theme) {}
