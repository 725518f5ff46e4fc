package dev.sallyport.social;

import dev.sallyport.token.Once;
import java.util.Optional;

/**
 * Whom evidence proves.
 *
 * @param once the evidence itself, where nobody but us sees to it that it proves somebody once only
 */
public record Proven(Identity identity, Optional<Once> once) {}
