package dev.sallyport.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An answer for an adapter to write.
 *
 * @param status the HTTP status code
 * @param headers header fields to add
 * @param cookies one {@code Set-Cookie} line each, in this order
 * @param body a JSON value made of maps, lists, strings, numbers and booleans; an empty map stands for no body
 */
public record Reply(int status, List<Header> headers, List<SetCookie> cookies, Object body) {

    /** A header field. */
    public record Header(String name, String value) {

        /** Without the value: a place to go to has a state in it. */
        @Override
        public String toString() {
            return name;
        }
    }

    /** Takes copies of the lists. */
    public Reply {
        headers = List.copyOf(headers);
        cookies = List.copyOf(cookies);
    }

    /** An answer with a JSON body and nothing else. */
    public static Reply of(int status, Object body) {
        return new Reply(status, List.of(), List.of(), body);
    }

    /** 204 No Content. */
    public static Reply noContent() {
        return of(204, Map.of());
    }

    /** This answer with one header field more. */
    public Reply with(Header header) {
        return withHeaders(List.of(header));
    }

    /** This answer with these header fields more. */
    public Reply withHeaders(List<Header> more) {
        List<Header> all = new ArrayList<>(headers);
        all.addAll(more);
        return new Reply(status, all, cookies, body);
    }

    /** This answer with these cookies set, after those it sets already. */
    public Reply with(List<SetCookie> more) {
        List<SetCookie> all = new ArrayList<>(cookies);
        all.addAll(more);
        return new Reply(status, headers, all, body);
    }

    /** Whether there is a body to write. */
    public boolean hasBody() {
        return !(body instanceof Map<?, ?> map && map.isEmpty());
    }

    /** The status only: body and cookies hold secrets. */
    @Override
    public String toString() {
        return "Reply " + status;
    }
}
