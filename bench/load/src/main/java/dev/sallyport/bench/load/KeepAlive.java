package dev.sallyport.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A connection that one client keeps as long as the server lets it, which is a hundred requests with Tomcat. */
final class KeepAlive implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *([0-9]+)");
    private static final Pattern CLOSES = Pattern.compile("(?im)^connection: *close");
    private static final int A_MINUTE = 60_000;

    private final int port;
    private Socket socket = new Socket();
    private InputStream answers = InputStream.nullInputStream();
    private boolean isOpen;

    KeepAlive(int port) {
        this.port = port;
    }

    private void open() throws IOException {
        socket.close();
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(A_MINUTE);
        socket.setTcpNoDelay(true);
        answers = new BufferedInputStream(socket.getInputStream());
        isOpen = true;
    }

    Exchange send(BrowserRequest request) throws IOException {
        if (!isOpen) {
            open();
        }
        String text = request.text().replace(BrowserRequest.PORT, Integer.toString(port));
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        String head = head();
        isOpen = !CLOSES.matcher(head).find();
        Matcher length = LENGTH.matcher(head);
        if (!length.find()) {
            throw new BenchException("An answer does not say how long it is: "
                    + head.lines().findFirst().orElse(""));
        }
        String body = new String(answers.readNBytes(Integer.parseInt(length.group(1))), ISO_8859_1);
        return new Exchange(Integer.parseInt(head.substring(9, 12)), head + body);
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
            int next = answers.read();
            if (next < 0) {
                throw new EOFException("the connection was closed");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
