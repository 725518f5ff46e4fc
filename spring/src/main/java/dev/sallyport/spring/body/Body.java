package dev.sallyport.spring.body;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** What has come of a body. Kept is as much as is allowed and one byte more, by which whoever reads it sees that it is too much. */
final class Body {

    private final int largest;
    private final long declared;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final byte[] buffer = new byte[4096];
    private long taken;
    private boolean whole;

    /** @param declared how long the request says that it is; negative where it does not say */
    Body(int largest, long declared) {
        this.largest = largest;
        this.declared = declared;
    }

    /** Whether the request has one. HTTP/2 need not say so in a header field. */
    static boolean comesWith(HttpServletRequest servlet) throws IOException {
        return servlet.getHeader("Transfer-Encoding") != null
                || servlet.getContentLengthLong() > 0
                || (!servlet.getProtocol().startsWith("HTTP/1")
                        && !servlet.getInputStream().isFinished());
    }

    /** Takes what one read gives. */
    void take(ServletInputStream in) throws IOException {
        int length = in.read(buffer);
        if (length > 0) {
            taken += length;
            kept.write(buffer, 0, Math.min(length, largest + 1 - kept.size()));
        }
        whole = length < 0 || taken == declared;
    }

    /** Takes what needs no waiting for. Of chunks that cannot be known: the length of the next may be on its way. */
    void takeWhatIsHere(ServletInputStream in) throws IOException {
        while (declared > 0 && !whole && in.available() > 0) {
            take(in);
        }
    }

    void isAllThere() {
        whole = true;
    }

    boolean isWhole() {
        return whole;
    }

    boolean isTooLarge() {
        return declared > largest || kept.size() > largest;
    }

    byte[] bytes() {
        return kept.toByteArray();
    }
}
