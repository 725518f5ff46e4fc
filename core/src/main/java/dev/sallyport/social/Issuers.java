package dev.sallyport.social;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The issuers that may speak for a provider: the configured one, or with Microsoft's shared addresses one for each tenant.
 *
 * @param configured the configured issuer
 * @param named the issuer that the provider's metadata name, maybe with a gap for the tenant
 */
record Issuers(String configured, String named, boolean byOrigin) {

    private static final String GAP = "{tenantid}";
    private static final String PERSONAL = "9188040d-6c67-4c5b-b112-36a304b66dad";
    private static final List<String> SHARED = List.of("common", "organizations", "consumers");
    private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Those of metadata that were found at the configured issuer (OpenID Connect Discovery section 4.3). */
    static Optional<Issuers> of(String configured, String named) {
        boolean same = named.equals(configured)
                || SHARED.stream()
                        .anyMatch(word ->
                                named.contains(GAP) && named.replace(GAP, word).equals(configured))
                || named.equals(configured.replace("/consumers/", "/" + PERSONAL + "/"));
        return same ? Optional.of(new Issuers(configured, named, false)) : Optional.empty();
    }

    /**
     * That of a provider without metadata. What it calls itself is not known, as GitHub's https://github.com/login/oauth: any
     * issuer on its origin is it.
     */
    static Issuers ofOrigin(String origin) {
        return new Issuers(origin, origin, true);
    }

    boolean isShared() {
        return named.contains(GAP);
    }

    /** The issuer of a token that names {@code iss} and {@code tenant}, in its one spelling. */
    Optional<String> accepted(@Nullable String iss, @Nullable Object tenant) {
        if (iss == null) {
            return Optional.empty();
        }
        if (!isShared()) {
            // Google's documents allow accounts.google.com without the scheme.
            return iss.equals(named) || ("https://" + iss).equals(named) ? Optional.of(named) : Optional.empty();
        }
        boolean fits = tenant instanceof String id
                && GUID.matcher(id).matches()
                && admits(id)
                && named.replace(GAP, id).equals(iss);
        return fits ? Optional.of(iss) : Optional.empty();
    }

    /** Whether an answer that names {@code iss} comes from this provider (RFC 9207 section 2.4). */
    boolean answers(String iss) {
        if (byOrigin) {
            return originOf(iss).equals(Optional.of(named));
        }
        if (!isShared()) {
            return iss.equals(named);
        }
        var tenant =
                Pattern.compile(Pattern.quote(named).replace(GAP, "\\E(.*)\\Q")).matcher(iss);
        return iss.equals(configured)
                || (tenant.matches() && accepted(iss, tenant.group(1)).isPresent());
    }

    /** All tenants share their keys, so that the word in the address keeps nobody out by itself. */
    private boolean admits(String tenant) {
        boolean personal = tenant.equals(PERSONAL);
        return named.replace(GAP, "common").equals(configured)
                || personal == named.replace(GAP, "consumers").equals(configured);
    }

    private static Optional<String> originOf(String address) {
        try {
            URI uri = URI.create(address);
            return uri.getHost() == null ? Optional.empty() : Optional.of(Addresses.origin(uri));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
