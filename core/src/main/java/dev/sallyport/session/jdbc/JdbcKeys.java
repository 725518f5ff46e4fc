package dev.sallyport.session.jdbc;

import dev.sallyport.key.EncryptionKey;
import dev.sallyport.key.HmacKey;
import dev.sallyport.key.KeyTable;
import dev.sallyport.key.Secrets;
import dev.sallyport.key.SigningKey;
import dev.sallyport.key.UnusableKeysException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The keys in the tables {@code sallyport_key} and {@code sallyport_signing_key}, encrypted if there is a key to do it with.
 * What was stored plainly before there was one is encrypted at the first start with it, all at once; from then on a plain row
 * is one that somebody without the key has put there, and is refused.
 */
public final class JdbcKeys implements KeyTable {

    private static final int BYTES = 32;
    private static final String MASTER = "master";

    private final Sql sql;
    private final KeyRows stored;
    private final Clock clock;
    private final Optional<EncryptionKey> encryption;

    /** Keys in the database behind {@code dataSource}, whose tables must exist. */
    public JdbcKeys(DataSource dataSource, Clock clock, Optional<EncryptionKey> encryption) {
        this(dataSource, TableNames.USUAL, clock, encryption);
    }

    /** The same in tables of other names. */
    public JdbcKeys(DataSource dataSource, TableNames names, Clock clock, Optional<EncryptionKey> encryption) {
        this.sql = new Sql(dataSource, names);
        this.stored = new KeyRows(sql, encryption);
        this.clock = clock;
        this.encryption = encryption;
    }

    /**
     * The key behind refresh and CSRF tokens: made at the first start, the same ever after. Of several nodes that start for
     * the first time at once one makes it and all are given it.
     *
     * @throws UnusableKeysException if it was encrypted with another key, or one of the rows is plain where others are not
     */
    public HmacKey master() {
        String secret = storedMaster().orElseGet(() -> {
            String made = closed(MASTER, HexFormat.of().formatHex(Secrets.random(BYTES)));
            sql.onOneConnection(statements -> statements.insertNew(
                    "sallyport_key", "name, secret, created_at", "name", MASTER, made, clock.instant()));
            return storedMaster().orElseThrow();
        });
        return HmacKey.of(HexFormat.of().parseHex(opened(MASTER, secret)));
    }

    /**
     * All signing keys, the oldest generation first.
     *
     * @throws UnusableKeysException as {@link #master}
     */
    @Override
    public List<Row> rows() {
        return stored.all().stream()
                .filter(KeyRows.Stored::isSigningKey)
                .map(row -> new Row(
                        row.generation(), SigningKey.ofSecretJson(opened(row.name(), row.secret())), row.activatesAt()))
                .toList();
    }

    @Override
    public void add(Row row) {
        sql.onOneConnection(statements -> statements.insertNew(
                "sallyport_signing_key",
                "generation, secret, activates_at, created_at",
                "generation",
                row.generation(),
                closed(KeyRows.signingName(row.generation()), row.key().secretJson()),
                row.activatesAt(),
                clock.instant()));
    }

    @Override
    public void removeBefore(int generation) {
        sql.update("DELETE FROM sallyport_signing_key WHERE generation < ?", generation);
    }

    private Optional<String> storedMaster() {
        return stored.all().stream()
                .filter(row -> !row.isSigningKey() && row.name().equals(MASTER))
                .map(KeyRows.Stored::secret)
                .findFirst();
    }

    private String closed(String name, String secret) {
        return encryption.map(key -> key.encrypt(name, secret)).orElse(secret);
    }

    private String opened(String name, String secret) {
        if (!EncryptionKey.isEncrypted(secret)) {
            return secret;
        }
        return encryption
                .orElseThrow(() -> new UnusableKeysException(
                        List.of("the stored keys are encrypted: give the key they were encrypted with")))
                .decrypt(name, secret);
    }
}
