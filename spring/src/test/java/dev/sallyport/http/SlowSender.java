package dev.sallyport.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Somebody who sends a request bit by bit, as the attack named Slowloris does with bodies, or a telephone in a tunnel. */
public final class SlowSender implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

    private final Socket socket;

    public SlowSender(int port, String beginning) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        send(beginning);
    }

    /** The head of a request whose body is to follow. */
    public static String head(String request, String... fields) {
        return request + " HTTP/1.1\r\nHost: localhost\r\n" + String.join("\r\n", fields) + "\r\n\r\n";
    }

    public SlowSender send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /** One more byte, unless the other side has had enough. */
    public void drip() {
        try {
            send(" ");
        } catch (IOException closed) {
            // So it has; what it said is there to be read.
        }
    }

    /** Whether there is anything to read yet. */
    public boolean isAnswered() throws IOException {
        return socket.getInputStream().available() > 0;
    }

    /** Stops sending and waits for what the other side says until it closes the connection. */
    public String answerToTheEnd() throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        try {
            in.transferTo(answer);
        } catch (SocketException reset) {
            // As good as closed.
        }
        return answer.toString(StandardCharsets.ISO_8859_1);
    }

    /** Waits for one answer with a length, and leaves the connection open. */
    public String answer() throws IOException {
        StringBuilder answer = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (answer.indexOf("\r\n\r\n") < 0) {
            answer.append(next(in));
        }
        var length = LENGTH.matcher(answer);
        for (int left = length.find() ? Integer.parseInt(length.group(1)) : 0; left > 0; left--) {
            answer.append(next(in));
        }
        return answer.toString();
    }

    /** Closes the connection without the courtesy of saying so first. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static char next(InputStream in) throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new IOException("the connection was closed before the answer was whole");
        }
        return (char) next;
    }
}
