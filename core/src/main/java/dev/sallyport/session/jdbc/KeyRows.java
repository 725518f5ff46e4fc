package dev.sallyport.session.jdbc;

import dev.sallyport.key.EncryptionKey;
import dev.sallyport.key.UnusableKeysException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rows of both tables of keys as one: they are all plain or, once there is an encryption key, all encrypted. */
final class KeyRows {

    /** In one statement, so that both tables are seen as of one moment. Generations count from 1. */
    private static final String ALL =
            "SELECT 0 AS generation, name, secret, created_at AS activates_at FROM sallyport_key"
                    + " UNION ALL SELECT generation, '', secret, activates_at FROM sallyport_signing_key ORDER BY 1, 2";

    record Stored(int generation, String name, String secret, Instant activatesAt) {

        boolean isSigningKey() {
            return generation > 0;
        }

        boolean isEncrypted() {
            return EncryptionKey.isEncrypted(secret);
        }

        String table() {
            return isSigningKey() ? "sallyport_signing_key" : "sallyport_key";
        }

        /** Without the secret, which may be plain. */
        @Override
        public String toString() {
            return "the row \"" + name + "\" of " + table();
        }
    }

    private final Sql sql;
    private final Optional<EncryptionKey> encryption;
    private volatile boolean sealed;

    KeyRows(Sql sql, Optional<EncryptionKey> encryption) {
        this.sql = sql;
        this.encryption = encryption;
    }

    static String signingName(int generation) {
        return "signing-" + generation;
    }

    /**
     * All rows.
     *
     * @throws UnusableKeysException if there is an encryption key, and a plain row beside an encrypted one
     */
    List<Stored> all() {
        List<Stored> rows = sql.onOneConnection(KeyRows::read);
        if (encryption.isEmpty()) {
            return rows;
        }
        if (!sealed && areAllPlain(rows)) {
            sql.inTransaction(this::encrypt);
            rows = sql.onOneConnection(KeyRows::read);
        }
        // From here on there is nothing to take over: whoever could replace all rows by plain ones would else be
        // believed.
        sealed = true;
        refusePlain(rows);
        return rows;
    }

    private static boolean areAllPlain(List<Stored> rows) {
        return !rows.isEmpty() && rows.stream().noneMatch(Stored::isEncrypted);
    }

    /** Or nothing, if another node has done it meanwhile: a row is replaced only as it was read. */
    private boolean encrypt(Sql.Statements statements) throws SQLException {
        List<Stored> rows = read(statements);
        if (!areAllPlain(rows)) {
            return false;
        }
        for (Stored row : rows) {
            String encrypted = encryption.orElseThrow().encrypt(row.name(), row.secret());
            String update = "UPDATE " + row.table() + " SET secret = ? WHERE secret = ? AND ";
            if (row.isSigningKey()) {
                statements.update(update + "generation = ?", encrypted, row.secret(), row.generation());
            } else {
                statements.update(update + "name = ?", encrypted, row.secret(), row.name());
            }
        }
        return true;
    }

    private static void refusePlain(List<Stored> rows) {
        List<String> reasons = rows.stream()
                .filter(row -> !row.isEncrypted())
                .map(row -> row + " is plain, and the stored keys are encrypted: whoever wrote it did not have the "
                        + "encryption key. Delete the row, once every node that writes plain rows is stopped")
                .toList();
        if (!reasons.isEmpty()) {
            throw new UnusableKeysException(reasons);
        }
    }

    private static List<Stored> read(Sql.Statements statements) throws SQLException {
        return statements.query(ALL, row -> {
            int generation = row.getInt(1);
            String name = generation > 0 ? signingName(generation) : row.getString(2);
            return new Stored(generation, name, row.getString(3), Instant.ofEpochMilli(row.getLong(4)));
        });
    }
}
