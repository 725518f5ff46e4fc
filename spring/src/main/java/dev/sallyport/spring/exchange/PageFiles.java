package dev.sallyport.spring.exchange;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The files of the gate's own pages, and the headers they go out with. */
public final class PageFiles {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
            + "require-trusted-types-for 'script'; trusted-types 'none'";

    /** Absolute, since the palette is not of these pages alone: the demo imports it from there. */
    private static final String FOLDER = "/dev/sallyport/spring/";

    /** A file as it goes out. */
    public record File(String type, String text) {

        /** Sends the file to be shown under the policy that all of these pages have. */
        public void send(HttpServletResponse response, String openerPolicy) throws IOException {
            response.setHeader("Content-Security-Policy", POLICY);
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("Cross-Origin-Opener-Policy", openerPolicy);
            response.setHeader("Referrer-Policy", "no-referrer");
            response.setContentType(type);
            response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private PageFiles() {}

    /**
     * The file of this name among the starter's resources. A style sheet begins with the palette. With an {@code @import} the browser would
     * ask for the palette only after it has read the style sheet.
     */
    public static File read(String name) {
        return new File(type(name), (name.endsWith(".css") ? text("palette.css") : "") + text(name));
    }

    static String text(String name) {
        try (InputStream in = Objects.requireNonNull(PageFiles.class.getResourceAsStream(FOLDER + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String type(String name) {
        String suffix = name.substring(name.lastIndexOf('.') + 1);
        return "text/" + (suffix.equals("js") ? "javascript" : suffix) + "; charset=utf-8";
    }
}
