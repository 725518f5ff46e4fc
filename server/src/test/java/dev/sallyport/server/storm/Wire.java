package dev.sallyport.server.storm;

import dev.sallyport.http.Answer;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One kept-alive connection to a server. Sending and receiving are apart, so that one thread can have hundreds of requests
 * under way at once.
 */
final class Wire implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;

    private final int port;
    private Socket socket = new Socket();
    private InputStream in = InputStream.nullInputStream();
    private boolean open;
    private boolean begun;

    Wire(int port) {
        this.port = port;
    }

    /** Connects if that is needed, which a storm has done before it begins. */
    void connect() throws IOException {
        if (!open) {
            socket.close();
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
            open = true;
        }
    }

    void send(String request) throws IOException {
        connect();
        // Whatever goes wrong from here on leaves nothing that a later answer could be told apart from.
        open = false;
        begun = false;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Whether anything has come back since the last request. */
    boolean hasBegunToAnswer() {
        return begun;
    }

    /** The answer to what was sent; an exception where the server broke it off. */
    Answer receive() throws IOException {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String field = line(); !field.isEmpty(); field = line()) {
            String[] parts = field.split(": *", 2);
            fields.computeIfAbsent(parts[0], name -> new ArrayList<>()).add(parts[1]);
        }
        HttpHeaders headers = HttpHeaders.of(fields, (name, value) -> true);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (headers.firstValue("Transfer-Encoding").isPresent()) {
            for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
                read(size, body);
                line();
            }
            line();
        } else {
            read((int) headers.firstValueAsLong("Content-Length").orElse(0), body);
        }
        // A server closes each connection now and then, in an orderly way.
        open = !headers.firstValue("Connection").orElse("").equals("close");
        return new Answer(status, headers, body.toString(StandardCharsets.UTF_8));
    }

    private void read(int length, ByteArrayOutputStream into) throws IOException {
        byte[] octets = in.readNBytes(length);
        if (octets.length < length) {
            throw new EOFException("the server broke off within a body");
        }
        into.writeBytes(octets);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("the server broke off within a header");
            }
            begun = true;
            if (octet != '\r') {
                line.append((char) octet);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        open = false;
        socket.close();
    }
}
