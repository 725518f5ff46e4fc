package dev.sallyport.social;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** Where a provider may live. */
final class Addresses {

    private Addresses() {}

    /** What is wrong with an address that tokens and secrets are sent to, if anything. */
    static Optional<String> problem(String address) {
        URI uri;
        try {
            uri = new URI(address);
        } catch (URISyntaxException malformed) {
            return Optional.of("not an address: write one like https://login.example.com/token");
        }
        if (uri.getHost() == null || uri.getScheme() == null) {
            return Optional.of("not a whole address: write one like https://login.example.com/token");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            return Optional.of("no user and no '#' may be in it: leave them out");
        }
        boolean safe = uri.getScheme().equalsIgnoreCase("https")
                || (uri.getScheme().equalsIgnoreCase("http") && isLoopback(uri.getHost()));
        return safe
                ? Optional.empty()
                : Optional.of("everyone on the way could read the secrets: write https://"
                        + " (http:// is for localhost only)");
    }

    static boolean isLoopback(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.equals("localhost")
                || lower.endsWith(".localhost")
                || lower.equals("[::1]")
                || lower.matches("127(\\.[0-9]{1,3}){3}");
    }

    static String origin(URI address) {
        String origin = address.getScheme() + "://" + address.getHost();
        return (address.getPort() < 0 ? origin : origin + ":" + address.getPort()).toLowerCase(Locale.ROOT);
    }
}
