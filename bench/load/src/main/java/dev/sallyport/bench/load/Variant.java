package dev.sallyport.bench.load;

import java.util.Optional;

/**
 * A request at a server, beside the same request at the floor, a server of the same kind without security.
 *
 * @param name the row's name in the table
 * @param request the request, byte by byte
 * @param stranger the same without credentials, if somebody has to be refused; else what is measured is open to everybody
 * @param fresh where tokens come from that no request has shown yet, if each request carries another
 * @param target the share of the floor's requests per second that is wanted
 */
record Variant(
        String name,
        Server server,
        Server floor,
        String request,
        Optional<String> stranger,
        Optional<FreshTokens> fresh,
        Optional<Double> target) {

    static Variant of(String name, Server server, Server floor, BrowserRequest request, Optional<Double> target) {
        return new Variant(name, server, floor, request.text(), Optional.empty(), Optional.empty(), target);
    }

    /** This, where nobody may do the same without credentials. */
    Variant refusing(BrowserRequest withoutCredentials) {
        return new Variant(name, server, floor, request, Optional.of(withoutCredentials.text()), fresh, target);
    }

    /** This, with another token in each request. */
    Variant walking(FreshTokens tokens) {
        return new Variant(name, server, floor, request, stranger, Optional.of(tokens), target);
    }

    /** The name only: the request holds a token. */
    @Override
    public String toString() {
        return name;
    }
}
