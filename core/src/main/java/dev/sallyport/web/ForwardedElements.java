package dev.sallyport.web;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What proxies wrote about a request, one element each, the nearest first. */
final class ForwardedElements {

    private static final int LONGEST = 4096;

    private static final Pattern PAIR = Pattern.compile(
            "\\s*(?<name>[\\w!#$%&'*+.^`|~-]+)=(?:(?<token>[\\w!#$%&'*+.^`|~-]+)|\"(?<quoted>[^\"\\\\]*)\")\\s*(?<end>[;,]|$)");

    private ForwardedElements() {}

    /** One proxy's word; null for what it does not say. */
    record Element(
            @Nullable String node,
            @Nullable String scheme,
            @Nullable String authority) {}

    /**
     * The field {@code Forwarded} (RFC 7239 section 4).
     *
     * @throws IllegalArgumentException if it cannot be read
     */
    static List<Element> standard(Headers headers) {
        List<Element> elements = new ArrayList<>();
        Map<String, String> pairs = new HashMap<>();
        String text = bounded(headers, "Forwarded");
        Matcher pair = PAIR.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!pair.region(at, text.length()).lookingAt()) {
                throw new IllegalArgumentException("Forwarded cannot be read");
            }
            String value = pair.group("token") != null ? pair.group("token") : pair.group("quoted");
            if (pairs.put(pair.group("name").toLowerCase(Locale.ROOT), value) != null) {
                throw new IllegalArgumentException("Forwarded says one thing twice");
            }
            if (!pair.group("end").equals(";")) {
                elements.add(new Element(pairs.get("for"), pairs.get("proto"), pairs.get("host")));
                pairs.clear();
            }
            at = pair.end();
        }
        if (!pairs.isEmpty() || text.endsWith(",")) {
            throw new IllegalArgumentException("Forwarded ends too early");
        }
        Collections.reverse(elements);
        return elements;
    }

    /**
     * The fields {@code X-Forwarded-For, -Proto, -Host} and {@code -Port}. A proxy adds to the first and often replaces the
     * others, so where those have fewer entries the last one stands for what is further away too.
     *
     * @param connectionAuthority what a port without a host belongs to
     * @throws IllegalArgumentException if they cannot be read
     */
    static List<Element> customary(Headers headers, String connectionAuthority) {
        List<String> nodes = list(headers, "X-Forwarded-For");
        List<String> schemes = list(headers, "X-Forwarded-Proto");
        List<String> hosts = list(headers, "X-Forwarded-Host");
        List<String> ports = list(headers, "X-Forwarded-Port");
        boolean saysSomething = !schemes.isEmpty() || !hosts.isEmpty() || !ports.isEmpty();
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < Math.max(nodes.size(), saysSomething ? 1 : 0); i++) {
            String node = i < nodes.size() ? nodes.get(i) : null;
            String host = at(i, hosts);
            String port = at(i, ports);
            String authority = port == null ? host : withPort(host == null ? connectionAuthority : host, port);
            elements.add(new Element(node, at(i, schemes), authority));
        }
        return elements;
    }

    private static String withPort(String host, String port) {
        boolean namesPort = host.lastIndexOf(':') > host.lastIndexOf(']');
        return namesPort ? host : host + ":" + port;
    }

    private static @Nullable String at(int i, List<String> entries) {
        return entries.isEmpty() ? null : entries.get(Math.min(i, entries.size() - 1));
    }

    private static List<String> list(Headers headers, String name) {
        String text = bounded(headers, name);
        List<String> entries = new ArrayList<>();
        if (!text.isEmpty()) {
            for (String entry : text.split(",", -1)) {
                entries.add(0, entry.strip());
            }
        }
        return entries;
    }

    private static String bounded(Headers headers, String name) {
        String text = headers.value(name);
        if (text != null && text.length() > LONGEST) {
            throw new IllegalArgumentException(name + " is too long to be true");
        }
        return text == null ? "" : text;
    }
}
