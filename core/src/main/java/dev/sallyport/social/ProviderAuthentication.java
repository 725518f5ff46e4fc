package dev.sallyport.social;

import dev.sallyport.token.OneTimeValue;
import java.time.Instant;
import java.util.Optional;

/**
 * The person that a provider's answer, or a credential of it, proves.
 *
 * @param authenticatedAt when the person proved to the provider who they are, if that is known, and never later than now: an
 *     answer without it may come of a silent sign-on [35]
 * @param once the evidence itself, where nobody but us sees to it that it proves somebody once only
 */
public record ProviderAuthentication(
        Identity identity, Optional<Instant> authenticatedAt, Optional<OneTimeValue> once) {}
