package dev.sallyport.session.jdbc;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the tables are called: each name begins with a prefix, {@code sallyport_} unless another is given, and is sought in the
 * connection's schema unless one is named.
 */
public final class TableNames {

    /** What begins the names in every statement here. */
    static final String USUAL_PREFIX = "sallyport_";

    /** What needs no quotes in any database, and so can say nothing else either. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

    private static final int LONGEST_PREFIX = 24;

    private static final Pattern NAME = Pattern.compile("(INDEX )?" + USUAL_PREFIX);

    /** The names as they are by default. */
    public static final TableNames USUAL = of(Optional.empty(), USUAL_PREFIX);

    private final Optional<String> schema;
    private final String prefix;
    private final String qualified;

    private TableNames(Optional<String> schema, String prefix) {
        this.schema = schema;
        this.prefix = prefix;
        this.qualified = schema.map(name -> name + ".").orElse("") + prefix;
    }

    /**
     * Names in another schema or with another prefix.
     *
     * @throws IllegalArgumentException if either is more than letters, digits and underscores after a letter
     */
    public static TableNames of(Optional<String> schema, String prefix) {
        schema.ifPresent(name -> check("the schema", name, PLAIN.matcher(name).matches()));
        check("the prefix", prefix, PLAIN.matcher(prefix).matches() && prefix.length() <= LONGEST_PREFIX);
        return new TableNames(schema, prefix);
    }

    private static void check(String what, String name, boolean isPlain) {
        if (!isPlain) {
            throw new IllegalArgumentException(what + " \"" + name
                    + "\" must be a letter and then letters, digits and underscores, a prefix of no more than "
                    + LONGEST_PREFIX);
        }
    }

    /** The schema, where one is named. */
    Optional<String> schema() {
        return schema;
    }

    /** What each name begins with. */
    public String prefix() {
        return prefix;
    }

    /** A statement that was written for the usual names. */
    String in(String statement) {
        return qualified.equals(USUAL_PREFIX) ? statement : statement.replace(USUAL_PREFIX, qualified);
    }

    /** The same for one that makes a table or an index. An index is made where its table is, so its name takes no schema. */
    String inDefinition(String statement) {
        return NAME.matcher(statement).replaceAll(name -> name.group(1) == null ? qualified : name.group(1) + prefix);
    }
}
