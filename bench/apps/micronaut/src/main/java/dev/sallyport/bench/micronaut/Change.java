package dev.sallyport.bench.micronaut;

import io.micronaut.serde.annotation.Serdeable;

/** The body of a POST. */
@Serdeable
record Change(String theme) {}
