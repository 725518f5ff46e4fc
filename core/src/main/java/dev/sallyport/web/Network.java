package dev.sallyport.web;

import java.util.Locale;

/**
 * What counts as one party among strangers [34]: an address of version 4, and of version 6 the {@code /64} that it is in. Whoever
 * has one address of version 6 has all the others of its {@code /64} as well, so that an allowance for each would be none.
 *
 * @param prefix {@code 192.0.2.1} or {@code 2001:db8:0:1::/64}
 */
public record Network(String prefix) {

    private static final long VERSION_4 = 0xffff_0000_0000L;
    private static final long QUADS = 0xffff_ffffL;

    /** As long as an event's address may be. */
    private static final int LONGEST = 64;

    /** The network of a peer. What is no address, as a proxy's {@code unknown}, stands for itself. */
    public static Network of(String address) {
        int zone = address.indexOf('%');
        return IpAddress.parse(zone < 0 ? address : address.substring(0, zone))
                .map(Network::of)
                .orElseGet(() -> new Network(address.substring(0, Math.min(address.length(), LONGEST))));
    }

    private static Network of(IpAddress address) {
        boolean isVersion4 = address.high() == 0 && (address.low() & ~QUADS) == VERSION_4;
        return new Network(
                isVersion4
                        ? joined("%d.%d.%d.%d", address.low(), 8)
                        : joined("%x:%x:%x:%x", address.high(), 16) + "::/64");
    }

    private static String joined(String format, long bits, int width) {
        long mask = (1L << width) - 1;
        return String.format(
                Locale.ROOT,
                format,
                bits >>> (3 * width) & mask,
                bits >>> (2 * width) & mask,
                bits >>> width & mask,
                bits & mask);
    }

    @Override
    public String toString() {
        return prefix;
    }
}
