package dev.sallyport.web;

/**
 * A request as the party at one end of a connection saw it.
 *
 * @param scheme http or https
 * @param authority host, and port unless it is the scheme's default
 * @param address the IP address of the other end
 */
public record Hop(String scheme, String authority, String address) {

    /** The origin that was asked, serialised. */
    public String origin() {
        return Origin.serialise(scheme, authority);
    }
}
