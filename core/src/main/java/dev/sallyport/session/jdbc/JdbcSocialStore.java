package dev.sallyport.session.jdbc;

import dev.sallyport.social.Identity;
import dev.sallyport.social.Profile;
import dev.sallyport.social.SocialStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.sql.DataSource;

/** Links in the table {@code sallyport_identity}, and what was used in {@code sallyport_used}. */
public final class JdbcSocialStore implements SocialStore {

    private static final String COLUMNS =
            "id, provider, issuer, subject, email, name, picture, user_id, linked_at, settled";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM sallyport_identity WHERE ";
    private static final String OF_USER = SELECT + "user_id = ? ORDER BY linked_at, id";

    private final Sql sql;

    /** A store in the database behind {@code dataSource}, whose tables must exist. */
    public JdbcSocialStore(DataSource dataSource) {
        this(dataSource, TableNames.USUAL);
    }

    /** The same in tables of other names. */
    public JdbcSocialStore(DataSource dataSource, TableNames names) {
        this.sql = new Sql(dataSource, names);
    }

    @Override
    public boolean useOnce(String name, Instant until) {
        return sql.onOneConnection(statements -> UsedNames.use(statements, name, until));
    }

    @Override
    public Optional<Link> find(String issuer, String subject) {
        return sql.query(SELECT + "issuer = ? AND subject = ?", JdbcSocialStore::link, issuer, subject).stream()
                .findFirst();
    }

    @Override
    public Link add(Link link) {
        Identity identity = link.identity();
        sql.onOneConnection(statements -> statements.insertNew(
                "sallyport_identity",
                COLUMNS,
                "issuer, subject",
                link.id(),
                identity.provider(),
                identity.issuer(),
                identity.subject(),
                identity.profile().email(),
                identity.profile().name(),
                identity.profile().picture(),
                link.userId(),
                link.linkedAt(),
                link.settled() ? 1 : 0));
        // Removed again meanwhile, it is as if it had been added just before.
        return find(identity.issuer(), identity.subject()).orElse(link);
    }

    @Override
    public Optional<Link> settle(Link link, String userId) {
        sql.update(
                "UPDATE sallyport_identity SET user_id = ?, settled = 1 WHERE id = ? AND settled = 0",
                userId,
                link.id());
        return sql.query(SELECT + "id = ?", JdbcSocialStore::link, link.id()).stream()
                .findFirst();
    }

    @Override
    public List<Link> of(String userId) {
        return sql.query(OF_USER, JdbcSocialStore::link, userId);
    }

    @Override
    public Removal remove(String userId, String id, Predicate<List<Link>> suffices) {
        return sql.inTransaction(statements -> {
            // Changes nothing, but holds the rows: two removals that only read would each count on the other's link.
            statements.update("UPDATE sallyport_identity SET user_id = user_id WHERE user_id = ?", userId);
            List<Link> theirs = statements.query(OF_USER, JdbcSocialStore::link, userId);
            List<Link> rest =
                    theirs.stream().filter(link -> !link.id().equals(id)).toList();
            if (rest.size() == theirs.size()) {
                return Removal.UNKNOWN;
            }
            if (!suffices.test(rest)) {
                return Removal.NEEDED;
            }
            statements.update("DELETE FROM sallyport_identity WHERE id = ?", id);
            return Removal.REMOVED;
        });
    }

    @Override
    public void forget(String userId) {
        sql.update("DELETE FROM sallyport_identity WHERE user_id = ?", userId);
    }

    @Override
    public int purge(Instant before, int atMost) {
        return sql.onOneConnection(statements -> UsedNames.purge(statements, before, atMost));
    }

    private static Link link(ResultSet row) throws SQLException {
        Profile profile = new Profile(
                Optional.empty(),
                Optional.ofNullable(row.getString("email")),
                Optional.ofNullable(row.getString("name")),
                Optional.ofNullable(row.getString("picture")));
        Identity identity =
                new Identity(row.getString("provider"), row.getString("issuer"), row.getString("subject"), profile);
        return new Link(
                row.getString("id"),
                identity,
                row.getString("user_id"),
                Instant.ofEpochMilli(row.getLong("linked_at")),
                row.getInt("settled") != 0);
    }
}
