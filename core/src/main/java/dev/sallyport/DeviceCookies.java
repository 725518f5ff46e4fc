package dev.sallyport;

import dev.sallyport.config.SallyportConfig.CookieNames;
import dev.sallyport.token.Devices;
import dev.sallyport.web.SetCookie;
import dev.sallyport.web.SetCookie.Attributes;
import dev.sallyport.web.SetCookie.SameSite;
import java.time.Instant;
import java.util.Optional;

/** The cookie by which a browser is known that has signed in before. A sign-out leaves it: it is for the next sign-in. */
final class DeviceCookies {

    private final CookieNames names;
    private final Devices devices;

    DeviceCookies(CookieNames names, Devices devices) {
        this.names = names;
        this.devices = devices;
    }

    /** The id by which the browser is known at {@code account}. */
    Optional<String> known(RequestContext context, String account) {
        return Optional.ofNullable(context.credentials().cookies().value(names.device()))
                .flatMap(value -> devices.known(value, account, context.now()));
    }

    /** From now on the browser is known at {@code account}. */
    SetCookie issue(String account, Instant now) {
        return new SetCookie(
                names.device(),
                devices.issue(account, now),
                Optional.of(Devices.LIFETIME),
                new Attributes(true, names.secure(), SameSite.STRICT));
    }
}
