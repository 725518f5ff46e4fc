package dev.sallyport.server.browser;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An HTTP/1.1 message, byte for byte. */
record WireMessage(String head, byte[] body) {

    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)");
    private static final Pattern KEPT_OPEN = Pattern.compile("(?im)^connection: .*\r\n");
    private static final Pattern REFRESH_COOKIE = Pattern.compile("(?im)^(?:set-)?cookie:.*?\\brefresh=([^;\\s]+)");
    private static final Pattern REFRESH_IN_BODY = Pattern.compile("\"refreshToken\":\"([^\"]+)\"");

    /** Reads a request, or gives {@code null} when the browser had opened the connection in vain. */
    static WireMessage readRequest(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int tail = 0; tail != 0x0d0a0d0a; ) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            head.write(next);
            tail = tail << 8 | next;
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        int length = LENGTH.matcher(text)
                .results()
                .map(MatchResult::group)
                .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", "")))
                .sum();
        return new WireMessage(text, in.readNBytes(length));
    }

    /** Takes apart an answer that came whole. */
    static WireMessage answer(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        return new WireMessage(
                text.substring(0, end + 4), text.substring(end + 4).getBytes(StandardCharsets.UTF_8));
    }

    /** Such as {@code GET /api/profile}. */
    String call() {
        return head.substring(0, head.indexOf(" HTTP/"));
    }

    int status() {
        return Integer.parseInt(head.split(" ", 3)[1]);
    }

    /** The refresh token in it, where there is one. */
    Optional<String> refreshToken() {
        Matcher cookie = REFRESH_COOKIE.matcher(head);
        Matcher token = REFRESH_IN_BODY.matcher(new String(body, StandardCharsets.UTF_8));
        return cookie.find()
                ? Optional.of(cookie.group(1))
                : token.find() ? Optional.of(token.group(1)) : Optional.empty();
    }

    /** As it is sent on: the end of the connection is then the end of the answer. */
    byte[] forTheLastTime() {
        String text = KEPT_OPEN.matcher(head).replaceAll("").replaceFirst("\r\n", "\r\nConnection: close\r\n");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }
}
