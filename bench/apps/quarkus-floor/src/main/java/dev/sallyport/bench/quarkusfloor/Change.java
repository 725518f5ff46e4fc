package dev.sallyport.bench.quarkusfloor;

/** The body of a POST. */
public record Change(String theme) {}
