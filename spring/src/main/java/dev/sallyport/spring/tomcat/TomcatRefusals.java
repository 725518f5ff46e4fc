package dev.sallyport.spring.tomcat;

import dev.sallyport.Challenges;
import dev.sallyport.Refusal;
import dev.sallyport.Sallyport;
import dev.sallyport.config.SallyportConfig;
import dev.sallyport.spring.exchange.ServletExchange;
import dev.sallyport.web.Headers;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.http11.Http11InputBuffer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/** Answers what Tomcat refuses before any filter sees it, such as a header section too large, in the form of the gate's refusals. */
final class TomcatRefusals extends ErrorReportValve {

    private static final Pattern END_OF_HEAD = Pattern.compile("\r?\n\r?\n");
    private static final Pattern ORIGIN = Pattern.compile("(?mid)^origin:[ \\t]*(\\S*)[ \\t]*\\r?$");

    private final Supplier<Sallyport> sallyport;
    private final Supplier<ServletExchange> exchange;
    private final Supplier<SallyportConfig> config;

    TomcatRefusals(
            ObjectProvider<Sallyport> sallyport,
            ObjectProvider<ServletExchange> exchange,
            ObjectProvider<SallyportConfig> config) {
        this.sallyport = sallyport::getObject;
        this.exchange = exchange::getObject;
        this.config = config::getObject;
    }

    /** What is refused already is answered here. Passed on, it would be the application's error page that does. */
    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (response.isError()) {
            response.setSuspended(false);
            report(request, response, null);
        } else {
            super.invoke(request, response);
        }
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        Refusal refusal = Refusal.forStatus(status);
        try {
            response.setStatus(refusal.status());
            addHeaders(request, response);
            Challenges.of(refusal)
                    .filter(any -> !response.containsHeader("WWW-Authenticate"))
                    .ifPresent(text -> response.setHeader("WWW-Authenticate", text));
            Writer writer = response.getReporter();
            if (writer != null) {
                writer.write(body(request, refusal));
                response.finishResponse();
            }
        } catch (IOException brokenOff) {
            // Nobody is left to tell.
            container.getLogger().debug("an error report could not be written", brokenOff);
        }
    }

    private String body(Request request, Refusal refusal) {
        return ServletExchange.navigates(request)
                ? exchange.get().page(request, refusal, refusal.detail())
                : ServletExchange.json(refusal.problem(refusal.detail()));
    }

    private void addHeaders(Request request, Response response) {
        if (ServletExchange.navigates(request)) {
            ServletExchange.describePage(response);
        } else {
            response.setContentType("application/problem+json");
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Content-Type-Options", "nosniff");
        }
        if (config.get().cookies().secure()) {
            response.setHeader("Strict-Transport-Security", "max-age=63072000");
        }
        List<String> origins = origins(request);
        Headers known = name -> name.equalsIgnoreCase("Origin") ? origins : List.of();
        // Never as a preflight: whether one is granted is not for a request that could not be read.
        var judged = new dev.sallyport.web.Request("GET", "/", "", "", known);
        ServletExchange.set(sallyport.get().cors(judged).headers(), response);
    }

    /** Tomcat stops reading at what it refuses. Often the origin stands behind that, received and unread. */
    private static List<String> origins(Request request) {
        List<String> read = Collections.list(request.getHeaders("Origin"));
        if (!read.isEmpty() || !(request.getCoyoteRequest().getInputBuffer() instanceof Http11InputBuffer received)) {
            return read;
        }
        var bytes = received.getByteBuffer().duplicate().rewind();
        String head = END_OF_HEAD.split(StandardCharsets.ISO_8859_1.decode(bytes), 2)[0];
        return ORIGIN.matcher(head)
                .results()
                .map((MatchResult line) -> line.group(1))
                .toList();
    }
}
