package dev.sallyport.key;

import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Keys that end with the process, like the sessions beside them. */
public final class InMemoryKeyTable implements KeyTable {

    private final NavigableMap<Integer, Row> rows = new ConcurrentSkipListMap<>();

    @Override
    public List<Row> rows() {
        return List.copyOf(rows.values());
    }

    @Override
    public void add(Row row) {
        rows.putIfAbsent(row.generation(), row);
    }

    @Override
    public void removeBefore(int generation) {
        rows.headMap(generation).clear();
    }
}
