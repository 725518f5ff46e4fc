package dev.sallyport.server;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a record of any type, in which every text of a secret kind is {@link #SECRET} and every other is not. */
final class SampleRecords {

    static final String SECRET = "c2VudGluZWw";

    /** What a component is called that holds a secret, or may: a word more costs an exception, a word less a secret. */
    private static final Pattern SECRET_NAME = Pattern.compile(
            "(?i).*(token|text|secret|password|verifier|nonce|code|state|value|key|cookie|hash|credential|signature|payload"
                    + "|claims|parameters|body|csrf|current|previous|lines|location|bytes|master|authorization|visitor|binding).*");

    private static final Map<Class<?>, Object> KNOWN = Map.of(
            boolean.class,
            false,
            int.class,
            1,
            long.class,
            1L,
            byte[].class,
            new byte[] {1},
            Duration.class,
            Duration.ofMinutes(1),
            Instant.class,
            Instant.parse("2026-03-01T12:00:00Z"));

    private static final Set<String> CARRIERS = Set.of("Headers", "HttpServletRequest");

    private SampleRecords() {}

    static boolean isSecret(RecordComponent component) {
        return SECRET_NAME.matcher(component.getName()).matches()
                && !component.getName().matches(".*Names?")
                && holdsText(component.getGenericType());
    }

    /** A record of this type, or nothing where the type is choosy about its texts. */
    static Optional<Object> of(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(types);
            canonical.setAccessible(true);
            Object[] values = Arrays.stream(components)
                    .map(component -> value(component.getGenericType(), isSecret(component) ? SECRET : "harmless"))
                    .toArray();
            return Optional.of(canonical.newInstance(values));
        } catch (ReflectiveOperationException choosy) {
            return Optional.empty();
        }
    }

    private static boolean holdsText(Type type) {
        return type == String.class
                || type == Object.class
                || type == CharSequence.class
                || type == String[].class
                || (type instanceof ParameterizedType generic
                        && Arrays.stream(generic.getActualTypeArguments()).anyMatch(SampleRecords::holdsText))
                || (type instanceof WildcardType any && holdsText(any.getUpperBounds()[0]));
    }

    private static @Nullable Object value(Type type, String text) {
        if (type instanceof ParameterizedType generic) {
            Type[] of = generic.getActualTypeArguments();
            return container((Class<?>) generic.getRawType(), value(of[0], text), value(of[of.length - 1], text));
        }
        if (type instanceof WildcardType any) {
            return value(any.getUpperBounds()[0], text);
        }
        return type instanceof Class<?> plain ? single(plain, text) : null;
    }

    private static @Nullable Object container(Class<?> type, @Nullable Object first, @Nullable Object last) {
        if (type == Optional.class) {
            return Optional.ofNullable(first);
        }
        if (type == Map.class) {
            return first == null || last == null ? Map.of() : Map.of(first, last);
        }
        if (type == Set.class) {
            return first == null ? Set.of() : Set.of(first);
        }
        if (type.isAssignableFrom(List.class)) {
            return first == null ? List.of() : List.of(first);
        }
        return single(type, "harmless");
    }

    private static @Nullable Object single(Class<?> type, String text) {
        if (type.isAssignableFrom(String.class)) {
            return text;
        }
        if (type == String[].class) {
            return new String[] {text};
        }
        if (type.isRecord()) {
            return of(type).orElse(null);
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type.isSealed()) {
            return single(type.getPermittedSubclasses()[0], text);
        }
        if (type.isInterface()) {
            return Proxy.newProxyInstance(
                    type.getClassLoader(), new Class<?>[] {type}, (self, method, values) -> answer(type, method));
        }
        if (type == URI.class) {
            return URI.create("https://example.com/" + text);
        }
        return KNOWN.get(type);
    }

    /** What carries the fields of a request may tell them when it is asked what it is. */
    private static @Nullable Object answer(Class<?> asked, Method method) {
        boolean carries =
                CARRIERS.contains(asked.getSimpleName()) && !method.getName().equals("getMethod");
        Class<?> type = method.getReturnType();
        return type.isPrimitive()
                ? KNOWN.get(type)
                : value(method.getGenericReturnType(), carries ? SECRET : "harmless");
    }
}
