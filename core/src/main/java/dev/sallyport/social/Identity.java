package dev.sallyport.social;

/**
 * Who a provider says somebody is. It can be had from {@link Providers} only after everything about it was checked.
 *
 * @param provider the id of the provider in the configuration
 * @param issuer who vouches; together with the subject it names the account, now and always [25]
 * @param subject the issuer's name for the person, never used again for another one
 * @param profile what else the provider tells, for show
 */
public record Identity(String provider, String issuer, String subject, Profile profile) {}
