package dev.sallyport.spring.property;

import dev.sallyport.config.SallyportConfig;
import dev.sallyport.config.SallyportConfig.CookieNames;
import dev.sallyport.revocation.WhenStale;
import dev.sallyport.web.SetCookie.SameSite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names, in a sentence each, the settings that are allowed and weaken something. */
public final class ConfigWarnings {

    private static final Duration LONG_ACCESS = Duration.ofHours(1);
    private static final Duration LONG_GRACE = Duration.ofMinutes(1);
    private static final String HOST_ONLY = "__Host-";

    private final List<String> sentences = new ArrayList<>();

    private ConfigWarnings() {}

    /** One sentence for each setting that is weaker than it could be. */
    public static List<String> in(SallyportConfig config) {
        ConfigWarnings risks = new ConfigWarnings();
        risks.when(
                !config.cookies().secure(),
                "Cookies are not Secure, which is for development on plain http only. Set sallyport.public-origin to "
                        + "the https origin that browsers see, or sallyport.cookie.secure=true.");
        risks.unprefixed(config.cookies());
        risks.when(
                config.cookies().sameSite() != SameSite.STRICT,
                "sallyport.cookie.same-site=lax: a link on any other site opens your pages signed in, so nothing may "
                        + "change by a GET.");
        risks.when(
                config.transports().useHeader(),
                "sallyport.transports lists memory or header: script that is injected into a page can carry tokens of "
                        + "such sessions off.");
        risks.when(
                config.accessToken().settings().lifetime().compareTo(LONG_ACCESS) > 0,
                "sallyport.access-token.lifetime is over an hour: other services honour a token for as long after its "
                        + "session has ended, and roles taken away stay in it.");
        risks.when(
                config.revocation().whenStale() == WhenStale.ADMIT,
                "sallyport.revocation.when-stale=admit: a node that cannot hear what other nodes ended honours such "
                        + "access tokens until they expire, without asking the store.");
        risks.when(
                config.accessToken().settings().leeway().compareTo(Duration.ZERO) > 0,
                "sallyport.access-token.leeway is not 0s: every access token holds that much longer.");
        risks.when(
                config.refreshToken().rotation().grace().compareTo(LONG_GRACE) > 0,
                "sallyport.refresh-token.grace is over a minute: for as long, a thief with the previous refresh token "
                        + "goes unnoticed.");
        return risks.sentences;
    }

    /** The cookie for the CSRF token needs no prefix: whoever plants one cannot sign its token. */
    private void unprefixed(CookieNames cookies) {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("sallyport.cookie.access-name", cookies.access());
        names.put("sallyport.cookie.refresh-name", cookies.refresh());
        names.put("sallyport.cookie.visitor-name", cookies.visitor());
        names.forEach((property, name) -> when(
                cookies.secure() && !name.regionMatches(true, 0, HOST_ONLY, 0, HOST_ONLY.length()),
                property + "=" + name + " does not begin with " + HOST_ONLY + ": any other host of your domain, "
                        + "and whoever sits on the network between, can plant such a cookie. Leave the property out, or write "
                        + "__Host-Http-" + name + "."));
    }

    private void when(boolean risky, String sentence) {
        if (risky) {
            sentences.add(sentence);
        }
    }
}
