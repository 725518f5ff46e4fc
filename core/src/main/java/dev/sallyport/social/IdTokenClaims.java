package dev.sallyport.social;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.sallyport.social.SocialException.Failure;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who issued an ID token, for whom and when [25]. Its signature was checked before. */
final class IdTokenClaims {

    private static final Duration SKEW = Duration.ofSeconds(60);

    private final Provider provider;
    private final Clock clock;

    IdTokenClaims(Provider provider, Clock clock) {
        this.provider = provider;
        this.clock = clock;
    }

    /** The issuer in its one spelling. */
    String judge(Issuers issuers, JWTClaimsSet claims) throws SocialException, ParseException {
        String issuer = issuers.accepted(claims.getIssuer(), claims.getClaim("tid"))
                .orElseThrow(() -> rejected("is of another issuer"));
        audience(claims);
        times(claims);
        return issuer;
    }

    /** When the person proved who they are, if that is said, by a clock that may be ahead of ours: never later than now. */
    Optional<Instant> authenticatedAt(JWTClaimsSet claims) throws SocialException {
        if (!(claims.getClaim("auth_time") instanceof Number said)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (said.doubleValue() > now.plus(SKEW).getEpochSecond()) {
            throw rejected("speaks of a sign-in in the future; if all do, look at the clocks");
        }
        Instant at = Instant.ofEpochSecond(Math.max(0, said.longValue()));
        return Optional.of(at.isAfter(now) ? now : at);
    }

    /** When claims that were judged hold no longer, here or on a node whose clock is as late as we allow. */
    static Instant end(JWTClaimsSet claims) {
        return claims.getExpirationTime().toInstant().plus(SKEW);
    }

    /** An Android app's token names the server as audience and the app as authorized party: both must be ours. */
    private void audience(JWTClaimsSet claims) throws SocialException, ParseException {
        Set<String> ours = provider.clientIds();
        List<String> audience = claims.getAudience();
        String party = claims.getStringClaim("azp");
        // Asked of the audience, which may hold null; our set would not hear of it.
        boolean forUs = ours.stream().anyMatch(audience::contains)
                && (party == null ? audience.size() == 1 : ours.contains(party));
        if (!forUs) {
            throw new SocialException(
                    Failure.NOT_FOR_US, provider.id() + ": the ID token was made for another application");
        }
    }

    private void times(JWTClaimsSet claims) throws SocialException {
        Instant now = clock.instant();
        Date expires = claims.getExpirationTime();
        Date issued = claims.getIssueTime();
        Date begins = claims.getNotBeforeTime();
        if (expires == null || issued == null) {
            throw rejected("does not say when it was issued or ends");
        }
        if (!now.minus(SKEW).isBefore(expires.toInstant())) {
            throw rejected("is over; if all are, look at the clocks");
        }
        boolean early = issued.toInstant().isAfter(now.plus(SKEW))
                || (begins != null && begins.toInstant().isAfter(now.plus(SKEW)));
        if (early) {
            throw rejected("is from the future; if all are, look at the clocks");
        }
    }

    private SocialException rejected(String why) {
        return SocialException.rejected(provider.id() + ": the ID token " + why);
    }
}
