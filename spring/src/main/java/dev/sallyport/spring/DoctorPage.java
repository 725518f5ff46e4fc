package dev.sallyport.spring;

import dev.sallyport.web.Request;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/**
 * The page {@code doctor}, which tries out cookies and doors from the browser in front of it. Three files, sent as they are:
 * nothing of a request is ever written into them.
 */
final class DoctorPage {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
            + "require-trusted-types-for 'script'; trusted-types 'none'";

    private record File(String type, String text) {}

    private final Map<String, File> files;

    /** The page under {@code base}, or nothing at all. */
    DoctorPage(String base, boolean diagnostics) {
        this.files = !diagnostics
                ? Map.of()
                : Map.of(
                        base + "/doctor", file("doctor.html", "text/html; charset=utf-8"),
                        base + "/doctor.css", file("doctor.css", "text/css; charset=utf-8"),
                        base + "/doctor.js", file("doctor.js", "text/javascript; charset=utf-8"));
    }

    /** Whether this is a request for one of the files; if so, it is answered. */
    boolean serve(Request request, HttpServletResponse response) throws IOException {
        File file = files.get(request.path());
        if (file == null || !(request.method().equals("GET") || request.method().equals("HEAD"))) {
            return false;
        }
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setContentType(file.type());
        response.getOutputStream().write(file.text().getBytes(StandardCharsets.UTF_8));
        return true;
    }

    private static File file(String name, String type) {
        try (InputStream in = Objects.requireNonNull(DoctorPage.class.getResourceAsStream("doctor/" + name), name)) {
            return new File(type, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
