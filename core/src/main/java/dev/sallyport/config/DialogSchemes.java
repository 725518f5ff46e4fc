package dev.sallyport.config;

import java.util.Locale;
import java.util.Set;

/** The schemes for which browsers open a dialog, or send what the system has without asking. */
final class DialogSchemes {

    private static final Set<String> ALL = Set.of("basic", "digest", "negotiate", "ntlm");

    private DialogSchemes() {}

    static boolean include(String scheme) {
        return ALL.contains(scheme.toLowerCase(Locale.ROOT));
    }
}
