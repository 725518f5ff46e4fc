package dev.sallyport.bench.quarkus;

/** The body of a POST. */
public record Change(String theme) {}
