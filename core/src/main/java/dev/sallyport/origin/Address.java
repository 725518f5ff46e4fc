package dev.sallyport.origin;

import dev.sallyport.origin.Spelling.Step;
import java.util.List;
import java.util.Optional;

/**
 * A spelling taken apart as an origin: what follows the scheme, up to a literal colon the host, then the port.
 *
 * @param host its steps; for an IPv6 address, all up to the closing bracket
 * @param port the steps after the colon; empty without one
 */
record Address(String scheme, List<Step> host, Optional<List<Step>> port) {

    /** The parts of a spelling that begins, character for character, with http:// or https://; empty for any other. */
    static Optional<Address> of(Spelling spelling) {
        for (String scheme : List.of("https", "http")) {
            if (beginsWith(scheme + "://", spelling.steps())) {
                return Optional.of(of(
                        scheme,
                        spelling.steps()
                                .subList(scheme.length() + 3, spelling.steps().size())));
            }
        }
        return Optional.empty();
    }

    private static Address of(String scheme, List<Step> rest) {
        boolean isIpv6 = !rest.isEmpty() && rest.get(0).isLiteral('[');
        int hostEnd = isIpv6 ? indexOf(']', rest, 0) + 1 : 0;
        int colon = indexOf(':', rest, hostEnd);
        return colon == rest.size()
                ? new Address(scheme, rest, Optional.empty())
                : new Address(scheme, rest.subList(0, colon), Optional.of(rest.subList(colon + 1, rest.size())));
    }

    boolean isHttp() {
        return scheme.equals("http");
    }

    /** Whether only digits can be where the port is. */
    boolean hasPlainPort() {
        return port.isEmpty()
                || port.get().stream()
                        .allMatch(
                                step -> step.symbols().and(Symbols.DIGITS.not()).isEmpty());
    }

    /** Whether the host is one certain name or address. */
    boolean isFixed() {
        return host.stream().allMatch(Step::isLiteral);
    }

    /** The labels that every host ends with, whole ones only: {@code example.com}, or nothing. */
    String fixedEnd() {
        StringBuilder end = new StringBuilder();
        int at = host.size() - 1;
        while (at >= 0 && host.get(at).isLiteral()) {
            end.insert(0, host.get(at).symbols().first());
            at--;
        }
        if (at < 0) {
            return end.toString();
        }
        // What stands before the first dot continues to the left with whatever the pattern lets in there.
        int dot = end.indexOf(".");
        return dot < 0 ? "" : end.substring(dot + 1);
    }

    private static boolean beginsWith(String text, List<Step> steps) {
        if (steps.size() < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!steps.get(i).isLiteral(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static int indexOf(char c, List<Step> steps, int from) {
        for (int i = Math.min(from, steps.size()); i < steps.size(); i++) {
            if (steps.get(i).isLiteral(c)) {
                return i;
            }
        }
        return steps.size();
    }
}
