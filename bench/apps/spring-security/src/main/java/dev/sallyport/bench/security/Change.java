package dev.sallyport.bench.security;

/** The body of a POST. */
record Change(String theme) {}
