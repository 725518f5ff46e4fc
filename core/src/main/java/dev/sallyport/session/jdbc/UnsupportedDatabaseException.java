package dev.sallyport.session.jdbc;

import java.util.List;

/** The database is one whose SQL is not spoken here. */
public final class UnsupportedDatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnsupportedDatabaseException(String product, List<String> supported) {
        super("Sessions cannot be kept in " + product + ", but in one of " + String.join(", ", supported));
    }
}
