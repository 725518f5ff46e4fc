package dev.sallyport.web;

import dev.sallyport.web.ForwardedElements.Element;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what the browser saw when there are proxies between it and us: the origin it asked and its address.
 *
 * <p>Anybody can send these fields, so they count only where a trusted proxy wrote them. Each proxy adds its word at the end:
 * the walk begins there and goes on only as long as the party spoken of is a trusted proxy itself. What a client put in front
 * of that is never reached.
 */
public final class Forwarded {

    private static final int MOST_HOPS = 32;

    private static final Pattern BRACKETED = Pattern.compile("\\[([^]]*)](:[0-9]{1,5})?");
    private static final Pattern WITH_PORT = Pattern.compile("([0-9.]+):[0-9]{1,5}");

    private final TrustedProxies trusted;

    /** Believes these. */
    public Forwarded(TrustedProxies trusted) {
        this.trusted = trusted;
    }

    /**
     * The request as the outermost trusted proxy saw it, or {@code connection} itself where no trusted proxy is at its other
     * end, says anything, or says anything that can be understood. Both families of fields at once must say the same: a
     * proxy that writes one usually lets the other through as the client sent it.
     */
    public Hop seen(Hop connection, Headers headers) {
        if (!trusted.contains(connection.address())) {
            return connection;
        }
        try {
            List<Element> standard = ForwardedElements.standard(headers);
            List<Element> customary = ForwardedElements.customary(headers, connection.authority());
            Hop seen = walk(connection, standard.isEmpty() ? customary : standard);
            boolean inDoubt = !standard.isEmpty() && !customary.isEmpty() && !seen.equals(walk(connection, customary));
            return inDoubt ? connection : seen;
        } catch (IllegalArgumentException unreadable) {
            return connection;
        }
    }

    private Hop walk(Hop connection, List<Element> nearestFirst) {
        Hop seen = connection;
        for (int i = 0; i < nearestFirst.size(); i++) {
            if (i == MOST_HOPS) {
                throw new IllegalArgumentException("more proxies than there can be");
            }
            String node = nearestFirst.get(i).node();
            String address = node == null ? "" : address(node);
            seen = further(seen, nearestFirst.get(i), address);
            if (!trusted.contains(address)) {
                break;
            }
        }
        if (!Origin.isSerialised(seen.origin())) {
            throw new IllegalArgumentException("not an origin");
        }
        return seen;
    }

    private static Hop further(Hop nearer, Element said, String address) {
        return new Hop(
                said.scheme() == null ? nearer.scheme() : scheme(said.scheme()),
                said.authority() == null ? nearer.authority() : said.authority().toLowerCase(Locale.ROOT),
                address.isEmpty() ? nearer.address() : address);
    }

    /** Some proxies say ws and wss of a WebSocket handshake; the page it comes from is one of http or https. */
    private static String scheme(String said) {
        return switch (said.toLowerCase(Locale.ROOT)) {
            case "http", "ws" -> "http";
            case "https", "wss" -> "https";
            default -> throw new IllegalArgumentException("not a scheme");
        };
    }

    /** The address in a node identifier (RFC 7239 section 6), which may also hide it: then it is empty. */
    private static String address(String node) {
        if (node.equalsIgnoreCase("unknown") || node.startsWith("_")) {
            return "";
        }
        Matcher bracketed = BRACKETED.matcher(node);
        Matcher withPort = WITH_PORT.matcher(node);
        String literal = bracketed.matches() ? bracketed.group(1) : withPort.matches() ? withPort.group(1) : node;
        return IpAddress.parse(literal)
                .map(any -> literal.toLowerCase(Locale.ROOT))
                .orElseThrow(() -> new IllegalArgumentException("not an address"));
    }
}
