package dev.sallyport.session.jdbc;

import dev.sallyport.token.HmacKey;
import dev.sallyport.token.Secrets;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;

/** The key that all tokens depend on, in the table {@code sallyport_key}: made at the first start, the same ever after. */
public final class JdbcKeys {

    private static final int BYTES = 32;
    private static final String NAME = "master";

    private final Sql sql;
    private final Clock clock;

    /** Keys in the database behind {@code dataSource}, whose tables must exist. */
    public JdbcKeys(DataSource dataSource, Clock clock) {
        this.sql = new Sql(dataSource);
        this.clock = clock;
    }

    /** The key. Of several nodes that start for the first time at once one makes it and all are given it. */
    public HmacKey loadOrCreate() {
        List<String> stored = load();
        if (stored.isEmpty()) {
            sql.update(
                    "INSERT INTO sallyport_key (name, secret, created_at) VALUES (?, ?, ?) ON CONFLICT (name) DO NOTHING",
                    NAME,
                    HexFormat.of().formatHex(Secrets.random(BYTES)),
                    clock.instant());
            stored = load();
        }
        return HmacKey.of(HexFormat.of().parseHex(stored.get(0)));
    }

    private List<String> load() {
        return sql.query("SELECT secret FROM sallyport_key WHERE name = ?", row -> row.getString(1), NAME);
    }
}
