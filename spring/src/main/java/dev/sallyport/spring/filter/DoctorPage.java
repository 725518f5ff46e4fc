package dev.sallyport.spring.filter;

import dev.sallyport.spring.exchange.PageFiles;
import dev.sallyport.spring.exchange.PageFiles.File;
import dev.sallyport.web.Request;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/**
 * The page {@code doctor}, which tries out cookies and doors from the browser in front of it. Three files, sent as they are:
 * nothing of a request is ever written into them.
 */
final class DoctorPage {

    private final Map<String, File> files;

    /** The page under {@code base}, or nothing at all. */
    DoctorPage(String base, boolean diagnostics) {
        this.files = !diagnostics
                ? Map.of()
                : Map.of(
                        base + "/doctor", PageFiles.read("doctor/doctor.html"),
                        base + "/doctor.css", PageFiles.read("doctor/doctor.css"),
                        base + "/doctor.js", PageFiles.read("doctor/doctor.js"));
    }

    /** Whether this is a request for one of the files; if so, it is answered. */
    boolean serve(Request request, HttpServletResponse response) throws IOException {
        File file = files.get(request.path());
        if (file == null || !(request.method().equals("GET") || request.method().equals("HEAD"))) {
            return false;
        }
        file.send(response, "same-origin");
        return true;
    }
}
