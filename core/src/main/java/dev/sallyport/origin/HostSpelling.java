package dev.sallyport.origin;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether a host is written as browsers write it (URL standard section 3.5). They bring each address and name into one form before
 * they send it, so that an entry in another form is trusted in vain.
 */
final class HostSpelling {

    private static final int LONGEST_LABEL = 63;
    private static final int GROUPS = 8;
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");
    private static final Pattern QUAD =
            Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");
    private static final Pattern GROUP = Pattern.compile("[0-9a-f]{1,4}");

    private HostSpelling() {}

    /** What is wrong with a host in lower case, its brackets included; empty where a browser may send it so. */
    static Optional<String> problem(String host) {
        return host.startsWith("[") ? ofAddress(host.substring(1, host.length() - 1)) : ofName(host);
    }

    private static Optional<String> ofName(String host) {
        List<String> labels = Arrays.asList(host.split("\\.", -1));
        if (labels.stream().anyMatch(label -> label.isEmpty() || label.length() > LONGEST_LABEL)) {
            return Optional.of("no browser can look this name up: each part between two dots has 1 to 63 characters");
        }
        boolean isQuad = QUAD.matcher(host).matches();
        if (!isQuad && NUMBER.matcher(labels.get(labels.size() - 1)).matches()) {
            return Optional.of(
                    "browsers take what ends in a number for an IPv4 address and write it as four numbers from 0 to 255, "
                            + "as in 127.0.0.1");
        }
        return labels.stream()
                .filter(label -> label.startsWith("xn--") && !isInternational(label.substring(4)))
                .findFirst()
                .map(label ->
                        label + " is no Punycode of a name: write the name as browsers show it in the field Origin");
    }

    /** Whether these are the digits of a label that has to be written so: not ASCII only, and folded as browsers fold it. */
    private static boolean isInternational(String digits) {
        return Punycode.decode(digits)
                .filter(label -> label.codePoints().anyMatch(character -> character >= 0x80))
                .filter(label -> label.codePoints().noneMatch(HostSpelling::isNoLetter))
                .filter(label -> label.equals(Normalizer.normalize(label, Normalizer.Form.NFC)))
                .filter(label -> label.equals(label.toLowerCase(Locale.ROOT)))
                .isPresent();
    }

    private static boolean isNoLetter(int character) {
        return Character.isISOControl(character)
                || Character.isSpaceChar(character)
                || Character.getType(character) == Character.PRIVATE_USE;
    }

    private static Optional<String> ofAddress(String address) {
        Optional<int[]> groups = groups(address);
        if (groups.isEmpty()) {
            return Optional.of("no IPv6 address");
        }
        String written = written(groups.get());
        return written.equals(address)
                ? Optional.empty()
                : Optional.of("browsers write this address as [" + written + "]");
    }

    private static Optional<int[]> groups(String address) {
        int gap = address.indexOf("::");
        String right = gap < 0 ? "" : address.substring(gap + 2);
        List<String> before = parts(gap < 0 ? address : address.substring(0, gap));
        List<String> after = parts(right);
        int missing = GROUPS - before.size() - after.size();
        boolean fits = gap < 0 ? missing == 0 : missing > 0 && !right.contains("::");
        if (!fits
                || !before.stream().allMatch(HostSpelling::isGroup)
                || !after.stream().allMatch(HostSpelling::isGroup)) {
            return Optional.empty();
        }
        int[] groups = new int[GROUPS];
        for (int i = 0; i < before.size(); i++) {
            groups[i] = Integer.parseInt(before.get(i), 16);
        }
        for (int i = 0; i < after.size(); i++) {
            groups[GROUPS - after.size() + i] = Integer.parseInt(after.get(i), 16);
        }
        return Optional.of(groups);
    }

    private static boolean isGroup(String text) {
        return GROUP.matcher(text).matches();
    }

    /** The groups, the last two of which may be written as an IPv4 address. */
    private static List<String> parts(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        int last = text.lastIndexOf(':') + 1;
        String quad = text.substring(last);
        if (!QUAD.matcher(quad).matches()) {
            return Arrays.asList(text.split(":", -1));
        }
        int[] bytes =
                Arrays.stream(quad.split("\\.", -1)).mapToInt(Integer::parseInt).toArray();
        String groups =
                Integer.toHexString(bytes[0] << 8 | bytes[1]) + ":" + Integer.toHexString(bytes[2] << 8 | bytes[3]);
        return Arrays.asList((text.substring(0, last) + groups).split(":", -1));
    }

    /** Without leading zeros, and with the first of the longest runs of two or more zeros left out (RFC 5952 section 4). */
    private static String written(int[] groups) {
        int from = 0;
        int most = 1;
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && groups[end] == 0) {
                end++;
            }
            if (end - i > most) {
                from = i;
                most = end - i;
            }
        }
        return most == 1
                ? joined(groups, 0, GROUPS)
                : joined(groups, 0, from) + "::" + joined(groups, from + most, GROUPS);
    }

    private static String joined(int[] groups, int from, int to) {
        return String.join(
                ":",
                Arrays.stream(groups, from, to).mapToObj(Integer::toHexString).toList());
    }
}
