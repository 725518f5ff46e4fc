package dev.sallyport.session.jdbc;

import dev.sallyport.session.RefreshTokenFamily;
import dev.sallyport.session.Repeats;
import dev.sallyport.session.RevocationSource;
import dev.sallyport.session.Session;
import dev.sallyport.session.SessionStore;
import dev.sallyport.session.Transport;
import dev.sallyport.token.OneTimeValue;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Sessions in the table {@code sallyport_session}, and what they used up in {@code sallyport_used}, in the SQL of the database
 * that is there. Instants are milliseconds since 1970: databases differ in every other way to write a time.
 */
public final class JdbcSessionStore implements SessionStore {

    private static final String COLUMNS = "id, user_id, transport, methods, created_at, authenticated_at, last_seen_at,"
            + " expires_at, current_hash, previous_hash, rotated_at, repeats_in_a_row, last_was_repeated, device,"
            + " address, device_name, revoked_at";
    private static final String INSERT = "INSERT INTO sallyport_session (" + COLUMNS
            + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM sallyport_session WHERE ";
    private static final String REVOKE =
            "UPDATE sallyport_session SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL";

    /** The condition is the lock: of all who saw the session stand here, only one finds it still there. */
    private static final String ADVANCE = "UPDATE sallyport_session"
            + " SET current_hash = ?, previous_hash = ?, rotated_at = ?, last_seen_at = ?,"
            + " repeats_in_a_row = repeats_in_a_row * last_was_repeated, last_was_repeated = 0,"
            + " device = ?, address = ?, device_name = ?"
            + " WHERE id = ? AND current_hash = ? AND revoked_at IS NULL";

    /** The last condition is the row's word and not that of who read it: of two who saw one rotation, the second counts none. */
    private static final String COUNT_REPEAT = "UPDATE sallyport_session"
            + " SET repeats_in_a_row = repeats_in_a_row + 1, last_was_repeated = 1"
            + " WHERE id = ? AND current_hash = ? AND revoked_at IS NULL AND last_was_repeated = 0";

    private final DataSource dataSource;
    private final Sql sql;
    private final Sql lookups;
    private final GroupCommit group;
    private final Notifications notifications = new Notifications();

    /** A store in the database behind {@code dataSource}, whose tables must exist. */
    public JdbcSessionStore(DataSource dataSource) {
        this(dataSource, dataSource);
    }

    /**
     * The same with another way to the same database for {@link #find}. Where {@code dataSource} has one connection, as befits
     * SQLite, those who only read need not wait for those who commit.
     *
     * @param lookups sees what was committed over {@code dataSource} at once: it leads to no replica
     */
    public JdbcSessionStore(DataSource dataSource, DataSource lookups) {
        this(dataSource, lookups, TableNames.USUAL);
    }

    /** The same in tables of other names. */
    public JdbcSessionStore(DataSource dataSource, DataSource lookups, TableNames names) {
        this.dataSource = dataSource;
        this.lookups = new Sql(lookups, names);
        this.sql = new Sql(dataSource, names);
        this.group = new GroupCommit(sql);
    }

    @Override
    public Optional<OneTimeValue> open(Session session, Optional<String> replaced, List<OneTimeValue> once) {
        return sql.inTransaction(statements -> {
            for (OneTimeValue one : once) {
                if (!UsedNames.use(statements, one.name(), one.until())) {
                    // Those before it in the list are not used up by this.
                    statements.connection().rollback();
                    return Optional.of(one);
                }
            }
            statements.update(INSERT, values(session));
            if (replaced.isPresent()) {
                statements.update(REVOKE, session.times().createdAt(), replaced.get());
            }
            return Optional.empty();
        });
    }

    @Override
    public Optional<Session> find(String id) {
        return lookups.query(SELECT + "id = ?", JdbcSessionStore::session, id).stream()
                .findFirst();
    }

    @Override
    public boolean advance(Session from, Session to) {
        RefreshTokenFamily next = to.family();
        return group.update(
                        ADVANCE,
                        next.current(),
                        next.previous(),
                        next.rotatedAt(),
                        to.times().lastSeenAt(),
                        to.client().userAgent(),
                        to.client().address(),
                        to.client().device(),
                        from.id(),
                        from.family().current())
                == 1;
    }

    @Override
    public boolean countRepeat(Session session) {
        String current = session.family().current();
        return group.update(COUNT_REPEAT, session.id(), current) == 1
                || find(session.id())
                        .filter(now -> now.revokedAt().isEmpty())
                        .filter(now -> now.family().current().equals(current))
                        .isPresent();
    }

    @Override
    public boolean revoke(String id, Instant at) {
        return sql.onOneConnection(statements -> {
            boolean ended = statements.update(REVOKE, at, id) == 1;
            notifications.call(statements.connection(), ended ? List.of(id) : List.of());
            return ended;
        });
    }

    @Override
    public List<String> revokeAll(String userId, Instant at) {
        return revokeMany(at, "user_id = ?", userId);
    }

    @Override
    public List<String> revokeOthers(String userId, String kept, Instant at) {
        return revokeMany(at, "user_id = ? AND id <> ?", userId, kept);
    }

    private List<String> revokeMany(Instant at, String which, Object... values) {
        return sql.onOneConnection(statements -> {
            List<String> ended = statements.dialect().hasOnConflictAndReturning()
                    ? statements.query(
                            "UPDATE sallyport_session SET revoked_at = ? WHERE " + which
                                    + " AND revoked_at IS NULL RETURNING id",
                            row -> row.getString(1),
                            Stream.concat(Stream.of(at), Arrays.stream(values)).toArray())
                    : statements.together(same -> revokeEach(same, at, which, values));
            notifications.call(statements.connection(), ended);
            return ended;
        });
    }

    /** In one order, so that two who do this at once wait for each other and not both for ever. */
    private static List<String> revokeEach(Sql.Statements statements, Instant at, String which, Object... values)
            throws SQLException {
        List<String> live = statements.query(
                "SELECT id FROM sallyport_session WHERE " + which + " AND revoked_at IS NULL ORDER BY id",
                row -> row.getString(1),
                values);
        List<Integer> rows = statements.updateEach(
                REVOKE, live.stream().map(id -> new Object[] {at, id}).toList());
        return IntStream.range(0, live.size())
                .filter(i -> rows.get(i) == 1)
                .mapToObj(live::get)
                .toList();
    }

    @Override
    public List<Session> liveSessions(String userId, Instant now) {
        return sql.query(
                SELECT + "user_id = ? AND revoked_at IS NULL AND expires_at > ? ORDER BY last_seen_at DESC",
                JdbcSessionStore::session,
                userId,
                now);
    }

    @Override
    public Map<String, Instant> revokedSince(Instant since) {
        return sql.onOneConnection(statements -> revokedSince(statements, since));
    }

    /** The same on a connection that somebody keeps for it. */
    Map<String, Instant> revokedSince(Connection connection, Instant since) throws SQLException {
        return revokedSince(sql.on(connection), since);
    }

    private static Map<String, Instant> revokedSince(Sql.Statements statements, Instant since) throws SQLException {
        return statements
                .query(
                        "SELECT id, revoked_at FROM sallyport_session WHERE revoked_at >= ?",
                        row -> Map.entry(row.getString(1), Instant.ofEpochMilli(row.getLong(2))),
                        since)
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public RevocationSource revocations() {
        return new JdbcRevocations(dataSource, this);
    }

    @Override
    public int purge(Instant before, int atMost) {
        return sql.onOneConnection(statements -> {
            int sessions = statements.update(
                    statements
                            .dialect()
                            .deleteSome("sallyport_session", "id", "expires_at < ?", "expires_at", atMost, 0),
                    before);
            return Math.max(sessions, UsedNames.purge(statements, before, atMost));
        });
    }

    private static Object[] values(Session session) {
        Session.Times times = session.times();
        RefreshTokenFamily family = session.family();
        return new Object[] {
            session.id(),
            session.userId(),
            session.transport().text(),
            String.join(" ", session.methods()),
            times.createdAt(),
            times.authenticatedAt(),
            times.lastSeenAt(),
            times.expiresAt(),
            family.current(),
            family.previous(),
            family.rotatedAt(),
            family.repeats().inARow(),
            family.repeats().last() ? 1 : 0,
            session.client().userAgent(),
            session.client().address(),
            session.client().device(),
            session.revokedAt()
        };
    }

    private static Session session(ResultSet row) throws SQLException {
        return new Session(
                row.getString("id"),
                row.getString("user_id"),
                Transport.named(row.getString("transport")).orElseThrow(),
                methods(text(row, "methods")),
                new Session.Times(
                        instant(row, "created_at").orElseThrow(),
                        instant(row, "authenticated_at").orElseThrow(),
                        instant(row, "last_seen_at").orElseThrow(),
                        instant(row, "expires_at").orElseThrow()),
                new RefreshTokenFamily(
                        row.getString("current_hash"),
                        Optional.ofNullable(row.getString("previous_hash")),
                        instant(row, "rotated_at"),
                        new Repeats(row.getInt("repeats_in_a_row"), row.getInt("last_was_repeated") != 0)),
                new Session.Client(
                        text(row, "device"), text(row, "address"), Optional.ofNullable(row.getString("device_name"))),
                instant(row, "revoked_at"));
    }

    /** Oracle keeps an empty text as none. */
    private static String text(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }

    private static List<String> methods(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(" "));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }
}
