package dev.sallyport.bench.floor;

/** The body of a POST. */
record Change(String theme) {}
