package dev.sallyport.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** Bytes to a socket and whatever comes back, for requests that no proper client would send. */
public final class RawHttp {

    private static final int PATIENCE_MILLIS = 20_000;

    private final int port;

    public RawHttp(int port) {
        this.port = port;
    }

    /** Sends the text as ISO-8859-1, line ends as they are, and reads until the server closes. */
    public String send(String bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            StringBuilder answer = new StringBuilder();
            try {
                socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
                socket.shutdownOutput();
                read(socket.getInputStream(), answer);
            } catch (SocketException closedEarly) {
                return answer.toString();
            }
            return answer.toString();
        }
    }

    private static void read(InputStream from, StringBuilder into) throws IOException {
        byte[] buffer = new byte[8192];
        for (int length = from.read(buffer); length >= 0; length = from.read(buffer)) {
            into.append(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
        }
    }
}
