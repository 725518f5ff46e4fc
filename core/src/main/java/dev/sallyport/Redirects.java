package dev.sallyport;

import dev.sallyport.web.Reply;
import dev.sallyport.web.Reply.Header;
import dev.sallyport.web.SetCookie;
import java.util.List;
import java.util.Map;

/** Answers that send a browser elsewhere. */
final class Redirects {

    private Redirects() {}

    /**
     * The page that follows must not tell anybody the address with the code in it. An opener policy counts on the way, too: with
     * any other, the page that opened a window for the provider would be told that it was closed.
     */
    static Reply seeOther(String location, List<SetCookie> cookies) {
        return new Reply(
                303,
                List.of(
                        new Header("Location", location),
                        Replies.NO_STORE,
                        new Header("Referrer-Policy", "no-referrer"),
                        new Header("Cross-Origin-Opener-Policy", "unsafe-none")),
                cookies,
                Map.of());
    }
}
