package dev.sallyport.origin;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What the end of a host name says about whose it is. */
final class HostNames {

    /**
     * Places where strangers get a name of their own. Not the whole Public Suffix List, which changes weekly: the second
     * levels under country codes and the hosts for pages that are usually meant by mistake.
     */
    private static final Set<String> SECOND_LEVELS =
            Set.of("ac", "co", "com", "edu", "gov", "ne", "net", "nom", "or", "org");

    private static final Set<String> SHARED = Set.of(
            "amazonaws.com",
            "appspot.com",
            "azurestaticapps.net",
            "azurewebsites.net",
            "cloudfront.net",
            "firebaseapp.com",
            "fly.dev",
            "github.io",
            "gitlab.io",
            "herokuapp.com",
            "netlify.app",
            "ngrok.io",
            "onrender.com",
            "pages.dev",
            "run.app",
            "surge.sh",
            "trycloudflare.com",
            "up.railway.app",
            "vercel.app",
            "web.app",
            "workers.dev");

    private HostNames() {}

    /** Whether the name never leaves the machine: no stranger can hold it, and http to it cannot be listened to. */
    static boolean isLocal(String host) {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("[::1]")
                || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }

    /** Whether all names that end with these labels belong to one owner, as far as a name can tell. */
    static boolean hasOneOwner(String end) {
        List<String> labels = labels(end);
        boolean isAddress = labels.get(labels.size() - 1).matches("\\d*");
        return isLocal(end) || (labels.size() >= 2 && !isAddress && !isShared(end));
    }

    /** The last labels of a host that one owner registers; for an address, all of it. */
    static String registrable(String host) {
        List<String> labels = labels(host);
        for (int from = labels.size() - 1; from >= 0; from--) {
            String end = String.join(".", labels.subList(from, labels.size()));
            if (hasOneOwner(end)) {
                return end;
            }
        }
        return host;
    }

    private static boolean isShared(String end) {
        List<String> labels = labels(end);
        String last = labels.get(labels.size() - 1);
        return SHARED.contains(end)
                || (labels.size() == 2 && last.length() == 2 && SECOND_LEVELS.contains(labels.get(0)));
    }

    private static List<String> labels(String host) {
        return Arrays.asList(host.split("\\.", -1));
    }
}
