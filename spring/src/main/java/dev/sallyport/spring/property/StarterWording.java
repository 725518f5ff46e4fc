package dev.sallyport.spring.property;

import dev.sallyport.config.Setting;
import dev.sallyport.config.Wording;
import java.util.Locale;
import java.util.Optional;

/** The properties by which the gate's settings are set here, and hints that name a limit or a part of the starter's. */
final class StarterWording implements Wording {

    @Override
    public String name(Setting setting) {
        return property(setting);
    }

    /** Each has the gate's own name, spelt as properties are: {@code accessToken.lifetime} is access-token.lifetime. */
    static String property(Setting setting) {
        return "sallyport." + setting.text().replaceAll("[A-Z]", "-$0").toLowerCase(Locale.ROOT);
    }

    @Override
    public Optional<String> hint(String code) {
        return switch (code) {
            case "too_many_attempts" ->
                Optional.of("Retry-After says how many seconds to wait. Behind a proxy all people "
                        + "seem to have one address and share one allowance: see sallyport.trusted-proxies. After 100 failures in a "
                        + "row an account takes one try a day, other than from browsers that signed in to it in the last 90 days: "
                        + "sign in there, or let the application call SignInThrottle.forgive.");
            case "refresh_unknown" ->
                Optional.of(
                        "The refresh token is none that this server made, or its session is long "
                                + "over. Sessions in memory (sallyport.store.type) end with a restart, and other nodes need the same database.");
            case "server_busy" ->
                Optional.of(
                        "Passwords are judged a few at a time (sallyport.sign-in.at-once), and bodies that are slow to come"
                                + " are awaited in limited number; one network has a share of each. See sallyport.trusted-proxies.");
            case "request_timeout" ->
                Optional.of("All of a body has to arrive within ten seconds; a proxy that buffers it may help.");
            case "payload_too_large" -> Optional.of("The gate's own addresses take bodies of up to 64 KB.");
            case "store_unavailable" ->
                Optional.of("The database did not answer: see the server's log, and spring.datasource.url.");
            default -> Optional.empty();
        };
    }
}
