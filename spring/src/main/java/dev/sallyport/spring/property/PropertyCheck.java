package dev.sallyport.spring.property;

import dev.sallyport.config.InvalidConfigException.InvalidProperty;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Finds the properties {@code sallyport.*} that nobody reads. Spring would ignore a name it does not know, and a gate whose
 * misspelt setting is ignored is open wider than its owner believes.
 */
final class PropertyCheck {

    /** Stands for a value that may be a secret, or cannot be shown. */
    static final String HIDDEN = "(not shown)";

    private static final String VARIABLES = "SALLYPORT_";
    private static final Pattern SECRET = Pattern.compile("pas|pwd|secret|key|cred|token$", Pattern.CASE_INSENSITIVE);

    /** What Kubernetes and Docker put into the environment of every container beside a service named sallyport. */
    private static final Pattern OF_THE_PLATFORM = Pattern.compile(
            "SALLYPORT_(SERVICE_(HOST|PORT(_[A-Z0-9_]+)?)|PORT(_[0-9]+_(TCP|UDP)(_(PROTO|PORT|ADDR))?)?)");

    /** What the server by itself reads. Beside an application it may stand in the same environment, and opens nothing there. */
    private static final String OF_THE_SERVER = "SALLYPORT_DEMO_";

    private final KnownProperties known;
    private final PropertySpelling spelling;
    private final Map<String, InvalidProperty> problems = new LinkedHashMap<>();

    private PropertyCheck(KnownProperties known) {
        this.known = known;
        this.spelling = new PropertySpelling(known.names());
    }

    /** Every name in {@code environment}, wherever it was set, that is not among the {@code known}. */
    static Collection<InvalidProperty> unknown(ConfigurableEnvironment environment, KnownProperties known) {
        PropertyCheck check = new PropertyCheck(known);
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> listed) {
                check.check(listed);
            }
        }
        return check.problems.values();
    }

    /** What may be shown of the value of the property {@code name}: of what could be a secret, nothing. */
    static String shown(String name, Object value) {
        String text = String.valueOf(value);
        if (SECRET.matcher(name).find()) {
            return HIDDEN;
        }
        return text.length() > 100 ? text.substring(0, 100) + "..." : text;
    }

    private void check(EnumerablePropertySource<?> source) {
        boolean isEnvironment = source instanceof SystemEnvironmentPropertySource;
        for (String name : source.getPropertyNames()) {
            if (isEnvironment && name.indexOf('.') < 0) {
                checkVariable(name, source);
            } else {
                checkName(name, source);
            }
        }
    }

    private void checkName(String name, PropertySource<?> source) {
        if (!name.toLowerCase(Locale.ROOT).startsWith("sallyport")) {
            return;
        }
        ConfigurationPropertyName written = ConfigurationPropertyName.adapt(name, '.');
        boolean isOurs = KnownProperties.ROOT.equals(written) || KnownProperties.ROOT.isAncestorOf(written);
        if (isOurs && !known.contains(written)) {
            add(name, source, "no such property" + spelling.advice(name));
        }
    }

    private void checkVariable(String name, PropertySource<?> source) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (!upper.startsWith(VARIABLES) || isForOthers(upper) || known.containsVariable(upper)) {
            return;
        }
        add(name, source, "no property is set by this environment variable" + spelling.advice(upper));
    }

    private boolean isForOthers(String variable) {
        boolean isTheServer = known.names().stream().anyMatch(name -> name.startsWith("sallyport.demo."));
        return OF_THE_PLATFORM.matcher(variable).matches() || (variable.startsWith(OF_THE_SERVER) && !isTheServer);
    }

    private void add(String name, PropertySource<?> source, String reason) {
        Object value = source.getProperty(name);
        // A misspelt name may hide from the pattern what the right one shows.
        String smell = String.join(" ", spelling.nearest(name, 4)) + " " + name;
        problems.putIfAbsent(name, new InvalidProperty(name, shown(smell, value == null ? "" : value), reason));
    }
}
