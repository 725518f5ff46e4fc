package dev.sallyport.spring.exchange;

import dev.sallyport.web.Headers;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The header fields of a servlet's request. A field that comes in one line, as all usually do, costs no list. */
record ServletHeaders(HttpServletRequest servlet) implements Headers {

    @Override
    public List<String> lines(String name) {
        String value = servlet.getHeader(name);
        if (value == null) {
            return List.of();
        }
        return isOneLine(name) ? List.of(value) : Collections.list(servlet.getHeaders(name));
    }

    @Override
    public @Nullable String value(String name) {
        String value = servlet.getHeader(name);
        return value == null || isOneLine(name) ? value : Headers.super.value(name);
    }

    private boolean isOneLine(String name) {
        Enumeration<String> lines = servlet.getHeaders(name);
        // A wrapper of the application's may answer the one question and not the other.
        if (lines.hasMoreElements()) {
            lines.nextElement();
        }
        return !lines.hasMoreElements();
    }

    /** Nothing: header fields hold secrets. */
    @Override
    public String toString() {
        return "ServletHeaders";
    }
}
