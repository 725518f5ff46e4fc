package dev.sallyport.session.jdbc;

import dev.sallyport.token.EncryptionKey;
import dev.sallyport.token.HmacKey;
import dev.sallyport.token.KeyTable;
import dev.sallyport.token.Secrets;
import dev.sallyport.token.SigningKey;
import dev.sallyport.token.UnusableKeysException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The keys in the tables {@code sallyport_key} and {@code sallyport_signing_key}, encrypted if there is a key to do it with.
 * What an earlier start stored plainly is encrypted in its place when it is read.
 */
public final class JdbcKeys implements KeyTable {

    private static final int BYTES = 32;
    private static final String MASTER = "master";

    private record Stored(int generation, String secret, Instant activatesAt) {}

    private final Sql sql;
    private final Clock clock;
    private final Optional<EncryptionKey> encryption;

    /** Keys in the database behind {@code dataSource}, whose tables must exist. */
    public JdbcKeys(DataSource dataSource, Clock clock, Optional<EncryptionKey> encryption) {
        this.sql = new Sql(dataSource);
        this.clock = clock;
        this.encryption = encryption;
    }

    /**
     * The key behind refresh and CSRF tokens: made at the first start, the same ever after. Of several nodes that start for
     * the first time at once one makes it and all are given it.
     *
     * @throws UnusableKeysException if it was encrypted with another key
     */
    public HmacKey master() {
        if (storedMaster().isEmpty()) {
            sql.update(
                    "INSERT INTO sallyport_key (name, secret, created_at) VALUES (?, ?, ?) ON CONFLICT (name) DO NOTHING",
                    MASTER,
                    closed(MASTER, HexFormat.of().formatHex(Secrets.random(BYTES))),
                    clock.instant());
        }
        String secret = opened(
                MASTER,
                storedMaster().get(0),
                "UPDATE sallyport_key SET secret = ? WHERE name = ? AND secret = ?",
                MASTER);
        return HmacKey.of(HexFormat.of().parseHex(secret));
    }

    @Override
    public List<Row> rows() {
        return sql
                .query(
                        "SELECT generation, secret, activates_at FROM sallyport_signing_key ORDER BY generation",
                        row -> new Stored(row.getInt(1), row.getString(2), Instant.ofEpochMilli(row.getLong(3))))
                .stream()
                .map(this::row)
                .toList();
    }

    @Override
    public void add(Row row) {
        sql.update(
                "INSERT INTO sallyport_signing_key (generation, secret, activates_at, created_at) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (generation) DO NOTHING",
                row.generation(),
                closed(name(row.generation()), row.key().secretJson()),
                row.activatesAt(),
                clock.instant());
    }

    @Override
    public void removeBefore(int generation) {
        sql.update("DELETE FROM sallyport_signing_key WHERE generation < ?", generation);
    }

    private List<String> storedMaster() {
        return sql.query("SELECT secret FROM sallyport_key WHERE name = ?", row -> row.getString(1), MASTER);
    }

    private Row row(Stored stored) {
        String json = opened(
                name(stored.generation()),
                stored.secret(),
                "UPDATE sallyport_signing_key SET secret = ? WHERE generation = ? AND secret = ?",
                stored.generation());
        return new Row(stored.generation(), SigningKey.ofSecretJson(json), stored.activatesAt());
    }

    private String closed(String name, String secret) {
        return encryption.map(key -> key.encrypt(name, secret)).orElse(secret);
    }

    private String opened(String name, String stored, String update, Object id) {
        if (!EncryptionKey.isEncrypted(stored)) {
            encryption.ifPresent(key -> sql.update(update, key.encrypt(name, stored), id, stored));
            return stored;
        }
        return encryption
                .orElseThrow(() -> new UnusableKeysException(
                        List.of("the stored keys are encrypted: give the key they were encrypted with")))
                .decrypt(name, stored);
    }

    private static String name(int generation) {
        return "signing-" + generation;
    }
}
