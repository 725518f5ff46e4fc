package dev.sallyport;

import dev.sallyport.config.SallyportConfig;
import dev.sallyport.config.Setting;
import dev.sallyport.config.SettingNames;

/** Hints at what goes wrong with a sign-in by another provider. */
final class SocialHints {

    private final SallyportConfig config;
    private final SettingNames names;

    SocialHints(SallyportConfig config, SettingNames names) {
        this.config = config;
        this.names = names;
    }

    String hint(Refusal refusal) {
        String social = names.of(Setting.SOCIAL);
        return switch (refusal) {
            case TOKEN_NOT_FOR_US ->
                "List that application's client id in " + social + ".<id>.additional-client-ids, if it is yours.";
            case INSUFFICIENT_USER_AUTHENTICATION ->
                "This needs a sign-in that is no older than max_age says: sign in again and repeat the request. For links it is "
                        + names.of(Setting.RECENT_SIGN_IN)
                        + ". A provider's sign-in is as old as its auth_time says, or "
                        + "unknown: see " + social + ".<id>.reauthentication.";
            case STATE_MISMATCH ->
                "The visitor cookie was absent or another one. Start and callback must be at the same host, and the"
                        + " provider's redirect URI must begin with " + names.of(Setting.PUBLIC_ORIGIN) + ".";
            case STATE_EXPIRED -> "A trip to a provider may take an hour.";
            case ACCESS_DENIED -> "The person, or a rule of the provider's, said no; the sign-in may be started again.";
            case REGISTRATION_CLOSED -> "Accounts.register gave no account for this person.";
            case ACCOUNT_EXISTS -> "Accounts.ownsEmail knows the e-mail address that the provider verified.";
            case IDENTITY_TAKEN -> "Unlink it there first; see sallyport_identity for where.";
            case LAST_WAY_IN -> "Accounts.hasPassword says that this user has none, and no other link is left.";
            case PROVIDER_MISCONFIGURED ->
                social
                        + ".<id>.issuer must be, letter for letter, the issuer in the provider's metadata; the"
                        + " server's log has both, or says what else the metadata lack.";
            case PROVIDER_UNAVAILABLE ->
                "The server's log says what went wrong between it and the provider; see " + social + ".";
            default -> throw new IllegalArgumentException(refusal + " is not about a provider");
        };
    }

    /** Of a credential that a provider gave out, or was said to have given out. */
    String tokenRejected() {
        return "The server's log says what the provider did not confirm, or its user may not sign in here. An ID token that a "
                + "page exchanges must hold the nonce that GET " + config.path()
                + "/social/nonce gave to this very visitor, and is good once.";
    }
}
