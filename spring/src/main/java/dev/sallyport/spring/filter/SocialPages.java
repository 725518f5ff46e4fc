package dev.sallyport.spring.filter;

import dev.sallyport.spring.exchange.PageFiles;
import dev.sallyport.spring.exchange.PageFiles.File;
import dev.sallyport.spring.exchange.RefusalDocument;
import dev.sallyport.spring.exchange.ServletExchange;
import dev.sallyport.web.Reply;
import dev.sallyport.web.Request;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/**
 * What a person sees who is back from a provider: that the window may be closed, or what went wrong and where to go on; and
 * before they leave for one, where another site sent them, a button.
 */
final class SocialPages {

    /** With any other, the page that opened the window would be told that it was closed. */
    private static final String OPENER_POLICY = "unsafe-none";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)}");

    private final String base;
    private final Map<String, File> files;
    private final File leave = PageFiles.read("social/leave.html");
    private final File trouble = PageFiles.read("social/trouble.html");

    SocialPages(String path) {
        this.base = path + "/social";
        File done = PageFiles.read("social/done.html");
        this.files = Map.of(
                base + "/done", new File(done.type(), filled(done, Map.of("assets", base))),
                base + "/social.css", PageFiles.read("social/social.css"),
                base + "/social.js", PageFiles.read("social/social.js"));
    }

    /** Whether this is a request for one of the files; if so, it is answered. */
    boolean serve(Request request, HttpServletResponse response) throws IOException {
        File file = files.get(request.path());
        if (file == null || !(request.method().equals("GET") || request.method().equals("HEAD"))) {
            return false;
        }
        file.send(response, OPENER_POLICY);
        return true;
    }

    /** Whether {@code reply} refuses somebody who looks at it with a browser; if so, it is shown as a page. */
    boolean show(Request request, Reply reply, HttpServletResponse response) throws IOException {
        if (reply.status() < 400 || !isOnTheWay(request) || !isLookedAt(request)) {
            return false;
        }
        Map<?, ?> problem = (Map<?, ?>) reply.body();
        Map<String, String> words = new LinkedHashMap<>();
        words.put("assets", base);
        words.put("code", text(problem, "code"));
        words.put("title", title(text(problem, "code"), text(problem, "provider")));
        words.put("words", text(problem, "detail"));
        words.put("provider", text(problem, "provider"));
        words.put("startAgain", text(problem, "startAgain"));
        words.put("returnTo", problem.containsKey("returnTo") ? text(problem, "returnTo") : "/");
        boolean asksFirst =
                words.get("code").equals("cross_site") && request.path().endsWith("/start");
        File page = asksFirst ? leave : trouble;
        // A question is no refusal: pressed, the button of a page of ours goes on.
        response.setStatus(asksFirst ? HttpServletResponse.SC_OK : reply.status());
        ServletExchange.set(reply.headers(), response);
        new File(page.type(), filled(page, words)).send(response, OPENER_POLICY);
        return true;
    }

    private boolean isOnTheWay(Request request) {
        return request.path().startsWith(base + "/")
                && (request.path().endsWith("/start") || request.path().endsWith("/callback"));
    }

    private static boolean isLookedAt(Request request) {
        return RefusalDocument.isWanted(request.header("Accept"), request.header("Sec-Fetch-Dest"));
    }

    private static String title(String code, String provider) {
        return switch (code) {
            case "access_denied" -> "You cancelled the sign-in";
            case "state_expired" -> "That took too long";
            case "state_mismatch" -> "This sign-in cannot be finished here";
            case "account_exists" -> "You have an account already";
            case "identity_taken" -> "That account is linked already";
            case "insufficient_user_authentication" -> "That sign-in was not recent enough";
            case "provider_unavailable" -> (provider.isEmpty() ? "The provider" : provider) + " does not answer";
            case "provider_misconfigured" ->
                (provider.isEmpty() ? "The provider" : provider) + " is not set up correctly here";
            default -> "Signing in did not work";
        };
    }

    private static String text(Map<?, ?> problem, String member) {
        return Objects.toString(problem.get(member), "");
    }

    private static String filled(File file, Map<String, String> words) {
        return PLACEHOLDER
                .matcher(file.text())
                .replaceAll(found ->
                        Matcher.quoteReplacement(HtmlUtils.htmlEscape(words.getOrDefault(found.group(1), ""))));
    }
}
