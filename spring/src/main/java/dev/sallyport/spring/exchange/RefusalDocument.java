package dev.sallyport.spring.exchange;

import dev.sallyport.Refusal;
import dev.sallyport.key.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/**
 * What a person is shown whose browser went to an address and was refused. It is one document with its styles in it: what refuses this
 * request may refuse the next as well.
 */
public final class RefusalDocument {

    /** Makes the document; {@code home} is the address of the application's first page. */
    @FunctionalInterface
    public interface Html {
        String of(Refusal refusal, String detail, String home);
    }

    private static final String STYLE = PageFiles.text("palette.css") + PageFiles.text("social/social.css");

    /** No script runs under it, whoever wrote the document. */
    public static final String POLICY = "default-src 'none'; style-src 'self' 'sha256-" + sha256(STYLE)
            + "'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
            + "require-trusted-types-for 'script'; trusted-types 'none'";

    /** Refused before anything was done, and by the gate alone. */
    private static final Set<Refusal> STOPPED =
            EnumSet.of(Refusal.CSRF_MISSING, Refusal.CSRF_MISMATCH, Refusal.CROSS_SITE, Refusal.ORIGIN_NOT_ALLOWED);

    private static final String DOCUMENT = """
            <!doctype html>
            <html lang="en">
              <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <title>%1$s</title>
                <link rel="icon" href="data:," />
                <style>%5$s</style>
              </head>
              <body>
                <main data-code="%3$s">
                  <h1>%1$s</h1>
                  <p>%2$s</p>
                  <p class="ways"><a class="primary" href="%4$s">Go to the start page</a></p>
                  <p class="code">Code: <code>%3$s</code></p>
                </main>
              </body>
            </html>
            """;

    private RefusalDocument() {}

    /** Whether somebody would look at the answer: a document is asked for, by who can show one. */
    public static boolean isWanted(@Nullable String accept, @Nullable String fetchDest) {
        boolean forDocument = fetchDest == null || fetchDest.equals("document");
        return forDocument && accept != null && accept.toLowerCase(Locale.ROOT).contains("text/html");
    }

    /** The document where the application has none of its own. */
    public static String html(Refusal refusal, String detail, String home) {
        String words = STOPPED.contains(refusal) ? detail + " Nothing was changed." : detail;
        return DOCUMENT.formatted(
                HtmlUtils.htmlEscape(title(refusal)),
                HtmlUtils.htmlEscape(words),
                refusal.code(),
                HtmlUtils.htmlEscape(home),
                STYLE);
    }

    private static String title(Refusal refusal) {
        if (STOPPED.contains(refusal)) {
            return "This request was stopped";
        }
        return switch (refusal.status()) {
            case 401 -> "Please sign in";
            case 403 -> "That is not for you";
            case 404 -> "Page not found";
            case 408, 503 -> "Not available right now";
            case 429 -> "Too many attempts";
            case 500 -> "Something went wrong";
            default -> "That did not work";
        };
    }

    private static String sha256(String text) {
        return Base64.getEncoder().encodeToString(Secrets.sha256Bytes(text.getBytes(StandardCharsets.UTF_8)));
    }
}
