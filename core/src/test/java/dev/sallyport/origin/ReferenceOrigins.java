package dev.sallyport.origin;

import java.util.List;
import java.util.regex.Pattern;

/** What the gate should say, written to be seen to be right. It shares no code with the gate and does not mind being slow. */
final class ReferenceOrigins {

    private static final String HOST_ENDS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final String HOST = HOST_ENDS + ".-_";
    private static final String IPV6 = "abcdef0123456789:.";

    private final List<String> entries;
    private final List<String> patterns;

    ReferenceOrigins(List<String> entries, List<String> patterns) {
        this.entries = entries;
        this.patterns = patterns;
    }

    boolean trusts(String origin) {
        for (String entry : entries) {
            if (characters(entry).equals(characters(origin))) {
                return true;
            }
        }
        for (String pattern : patterns) {
            if (isOrigin(origin) && Pattern.compile(pattern).matcher(origin).matches()) {
                return true;
            }
        }
        return false;
    }

    private static List<Character> characters(String text) {
        return text.chars().mapToObj(c -> (char) c).toList();
    }

    private static boolean isOrigin(String text) {
        String scheme = text.startsWith("https://") ? "https" : text.startsWith("http://") ? "http" : "";
        if (scheme.isEmpty() || text.length() > 267) {
            return false;
        }
        String rest = text.substring(scheme.length() + 3);
        if (rest.startsWith("[")) {
            int close = rest.indexOf(']');
            return close > 1 && onlyOf(IPV6, rest.substring(1, close)) && isPort(rest.substring(close + 1), scheme);
        }
        int colon = rest.indexOf(':');
        String host = colon < 0 ? rest : rest.substring(0, colon);
        String port = colon < 0 ? "" : rest.substring(colon);
        return !host.isEmpty()
                && onlyOf(HOST, host)
                && onlyOf(HOST_ENDS, host.substring(0, 1))
                && onlyOf(HOST_ENDS, host.substring(host.length() - 1))
                && isPort(port, scheme);
    }

    private static boolean isPort(String text, String scheme) {
        if (text.isEmpty()) {
            return true;
        }
        String digits = text.substring(1);
        boolean isNumber = text.startsWith(":") && !digits.isEmpty() && onlyOf("0123456789", digits);
        boolean isShort = digits.length() <= 5 && !digits.startsWith("0");
        boolean isDefault = digits.equals(scheme.equals("https") ? "443" : "80");
        return isNumber && isShort && !isDefault && Integer.parseInt(digits) <= 65_535;
    }

    private static boolean onlyOf(String allowed, String text) {
        for (char c : text.toCharArray()) {
            if (allowed.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
