package dev.sallyport.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A proxy as nginx is usually set up: it says scheme and host in place of the client, and adds the client's address at the end
 * of what the client said. To the server it looks as if TLS had ended here.
 */
final class ReverseProxy implements AutoCloseable {

    static final String CLIENT = "192.0.2.7";

    private final ServerSocket door;
    private final int server;
    private final String host;

    ReverseProxy(int server, String host) {
        this.server = server;
        this.host = host;
        try {
            this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread porter = new Thread(this::admitClients, "proxy in front of " + server);
        porter.setDaemon(true);
        porter.start();
    }

    int port() {
        return door.getLocalPort();
    }

    private void admitClients() {
        while (!door.isClosed()) {
            try (Socket client = door.accept();
                    Socket backend = new Socket(InetAddress.getLoopbackAddress(), server)) {
                relay(client, backend);
            } catch (IOException brokenOff) {
                // The client sees it too.
            }
        }
    }

    private void relay(Socket client, Socket backend) throws IOException {
        List<String> head = head(client.getInputStream());
        if (head.isEmpty()) {
            return;
        }
        byte[] body = client.getInputStream().readNBytes(length(head));
        backend.getOutputStream()
                .write((String.join("\r\n", rewritten(head)) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        backend.getOutputStream().write(body);
        backend.getInputStream().transferTo(client.getOutputStream());
    }

    private List<String> rewritten(List<String> head) {
        List<String> lines = new ArrayList<>();
        String clients = "";
        for (String line : head) {
            String name = name(line);
            if (name.equals("x-forwarded-for")) {
                clients += line.substring(line.indexOf(':') + 1).strip() + ", ";
            } else if (!List.of("connection", "x-forwarded-proto", "x-forwarded-host")
                    .contains(name)) {
                lines.add(line);
            }
        }
        lines.add("Connection: close");
        lines.add("X-Forwarded-Proto: https");
        lines.add("X-Forwarded-Host: " + host);
        lines.add("X-Forwarded-For: " + clients + CLIENT);
        return lines;
    }

    private static List<String> head(InputStream from) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = from.read();
            if (next < 0) {
                return List.of();
            }
            bytes.write(next);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static int length(List<String> head) {
        return head.stream()
                .filter(line -> name(line).equals("content-length"))
                .map(line ->
                        Integer.valueOf(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElse(0);
    }

    private static String name(String line) {
        return line.split(":", 2)[0].toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
