package dev.sallyport.web;

import java.util.List;

/** The proxies whose word about a request is believed. Addresses are compared as bits; no name is ever looked up. */
public final class TrustedProxies {

    /** Nobody. */
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    private static final int BITS = 128;
    private static final int BITS_BEFORE_VERSION_4 = 96;

    private record Block(IpAddress first, int bits) {}

    private final List<Block> blocks;

    private TrustedProxies(List<Block> blocks) {
        this.blocks = blocks;
    }

    /**
     * Trusts these, each an address or a CIDR block (RFC 4632) of version 4 or 6.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong with the first wrong one
     */
    public static TrustedProxies of(List<String> entries) {
        return new TrustedProxies(entries.stream().map(TrustedProxies::block).toList());
    }

    /** Whether {@code address}, an IP literal, is one of them; anything else is not. */
    public boolean contains(String address) {
        return !blocks.isEmpty()
                && IpAddress.parse(address)
                        .filter(bits -> blocks.stream().anyMatch(block -> bits.startsLike(block.first(), block.bits())))
                        .isPresent();
    }

    /** Whether nobody is trusted. */
    public boolean isEmpty() {
        return blocks.isEmpty();
    }

    private static Block block(String entry) {
        int slash = entry.indexOf('/');
        String address = slash < 0 ? entry : entry.substring(0, slash);
        IpAddress first = IpAddress.parse(address)
                .orElseThrow(() -> new IllegalArgumentException("not an IP address, and names are never looked up: "
                        + "write the proxy's address or block, as in 10.0.0.5, 10.0.0.0/8 or fd00::/8"));
        int added = address.indexOf(':') < 0 ? BITS_BEFORE_VERSION_4 : 0;
        int bits = slash < 0 ? BITS : added + length(entry.substring(slash + 1), BITS - added);
        if (bits == added) {
            throw new IllegalArgumentException("this believes everybody: list the addresses of your proxies");
        }
        if (!first.endsAfter(bits)) {
            throw new IllegalArgumentException("the address has bits behind the first " + (bits - added)
                    + ": write the first address of the block");
        }
        return new Block(first, bits);
    }

    private static int length(String text, int most) {
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException("a block's length is a number from 1 to " + most + ", as in 10.0.0.0/8");
        }
        return Integer.parseInt(text);
    }
}
