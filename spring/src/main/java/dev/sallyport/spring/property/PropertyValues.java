package dev.sallyport.spring.property;

import dev.sallyport.config.InvalidConfigException.InvalidProperty;
import dev.sallyport.spring.property.KnownProperties.Known;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/** Reads every known property by itself, so that one that cannot be read does not hide the others that cannot. */
final class PropertyValues {

    /** What Java reads for bytes that are no letter. */
    private static final char REPLACED = '\ufffd';

    private static final String UNRESOLVED = "what stands in ${...} is set nowhere";

    private static final String GROUPS =
            "java.util.Map<java.lang.String,java.util.Map<java.lang.String,java.lang.String>>";
    private static final ResolvableType GROUPS_TYPE = ResolvableType.forClassWithGenerics(
            Map.class,
            ResolvableType.forClass(String.class),
            ResolvableType.forClassWithGenerics(Map.class, String.class, String.class));

    private final Environment environment;
    private final Binder binder;
    private final List<InvalidProperty> problems = new ArrayList<>();

    private PropertyValues(Environment environment) {
        this.environment = environment;
        this.binder = Binder.get(environment);
    }

    /** Every value in {@code environment} that is not of its property's type, or is a list with blanks or repetitions. */
    static List<InvalidProperty> unreadable(Environment environment, KnownProperties known) {
        PropertyValues values = new PropertyValues(environment);
        known.all().forEach(values::read);
        return values.problems;
    }

    private void read(Known property) {
        target(property.type()).ifPresent(target -> binder.bind(property.name(), target, new Reading(property)));
    }

    /** What to read a documented type as; empty where that is for its owner to say. */
    private static Optional<Bindable<?>> target(String type) {
        if (type.startsWith("java.util.Map<")) {
            return type.equals(GROUPS) ? Optional.of(Bindable.of(GROUPS_TYPE)) : Optional.empty();
        }
        int generic = type.indexOf('<');
        String name = generic < 0 ? type : type.substring(generic + 1, type.length() - 1);
        try {
            Class<?> found = ClassUtils.forName(name, PropertyValues.class.getClassLoader());
            if (generic < 0) {
                return Optional.of(Bindable.of(found));
            }
            return Optional.of(Bindable.listOf(found));
        } catch (ClassNotFoundException notOurs) {
            return Optional.empty();
        }
    }

    /** One property's value on its way; what goes wrong is written down and the default stands in. */
    private final class Reading implements BindHandler {

        private final Known property;

        Reading(Known property) {
            this.property = property;
        }

        @Override
        public Object onSuccess(
                ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result) {
            boolean isText = result instanceof CharSequence || result instanceof Collection<?>;
            if (isText && result.toString().indexOf(REPLACED) >= 0) {
                problems.add(new InvalidProperty(name.toString(), PropertyCheck.HIDDEN, unreadable()));
            } else if (result instanceof Collection<?> list) {
                check(name, list);
            } else if (result instanceof String text && text.contains("${")) {
                add(name, text, UNRESOLVED);
            }
            return result;
        }

        @Override
        public @Nullable Object onFailure(
                ConfigurationPropertyName name, Bindable<?> target, BindContext context, Exception error) {
            String value = written(name, context).orElse("");
            boolean unresolved = environment.resolvePlaceholders(value).contains("${");
            add(name, value, unresolved ? UNRESOLVED : reason(target) + example());
            return null;
        }

        @Override
        public void onFinish(
                ConfigurationPropertyName name, Bindable<?> target, BindContext context, @Nullable Object result) {
            if (result == null) {
                // Spring reads an empty text as no value, and the default would stand in without a word.
                written(name, context)
                        .filter(String::isBlank)
                        .ifPresent(
                                empty -> add(name, empty, "is empty; leave it out, or " + reason(target) + example()));
            }
        }

        private void check(ConfigurationPropertyName name, Collection<?> list) {
            String written = list.stream().map(String::valueOf).collect(Collectors.joining(","));
            if (list.isEmpty() && property.usual().isPresent()) {
                add(name, written, "is empty; leave it out" + example());
            }
            if (list.stream().anyMatch(entry -> entry instanceof String text && text.isBlank())) {
                add(name, written, "an entry is blank: is there a comma too many?");
            }
            if (new HashSet<>(list).size() < list.size()) {
                add(name, written, "an entry is there twice: remove one");
            }
        }

        private String example() {
            return property.usual()
                    .map(usual -> ", such as the default, " + usual)
                    .orElse("");
        }

        private void add(ConfigurationPropertyName name, String value, String reason) {
            problems.add(new InvalidProperty(name.toString(), PropertyCheck.shown(name.toString(), value), reason));
        }
    }

    /**
     * As a secret it would still be taken: each letter that the locale lacks became the same character, so that whoever knows of
     * it guesses less. It is not shown, not even in part.
     */
    private String unreadable() {
        String locale = Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(environment::getProperty)
                .filter(value -> value != null && !value.isEmpty())
                .findFirst()
                .orElse("POSIX");
        return "holds U+FFFD, which stands for a letter that could not be read: the locale is " + locale
                + " and may have no such letter. Start with LC_ALL=C.UTF-8, and write files in UTF-8";
    }

    private static Optional<String> written(ConfigurationPropertyName name, BindContext context) {
        for (var source : context.getSources()) {
            ConfigurationProperty found = source.getConfigurationProperty(name);
            if (found != null) {
                return Optional.of(String.valueOf(found.getValue()));
            }
        }
        return Optional.empty();
    }

    private static String reason(Bindable<?> target) {
        Class<?> type = target.getType().resolve(Object.class);
        if (Collection.class.isAssignableFrom(type)) {
            String entries =
                    "write the entries in one line with commas, or number them [0], [1] and so on without a gap";
            Class<?> entry = target.getType().getGeneric().resolve(Object.class);
            return entry.isEnum() ? entries + "; they are " + choices(entry) : entries;
        }
        if (type == Duration.class) {
            return "write a number and a unit (ms, s, m, h or d), as in 90s or 7d";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "write true or false";
        }
        if (type.isEnum()) {
            return "write one of " + choices(type);
        }
        return ClassUtils.isPrimitiveOrWrapper(type) ? "write a number" : "cannot be read as " + type.getSimpleName();
    }

    private static String choices(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant ->
                        ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", "));
    }
}
