package dev.sallyport.key;

import java.time.Instant;
import java.util.List;

/** Where generated keys are kept. Safe to use from many threads and nodes. */
public interface KeyTable {

    /** One key. Generations count up from 1; each begins to sign no earlier than the one before. */
    record Row(int generation, SigningKey key, Instant activatesAt) {}

    /** All keys, the oldest generation first. */
    List<Row> rows();

    /** Adds a key, unless its generation is there already: of several nodes that add one at once, the first wins. */
    void add(Row row);

    /** Forgets every generation older than this one. */
    void removeBefore(int generation);
}
