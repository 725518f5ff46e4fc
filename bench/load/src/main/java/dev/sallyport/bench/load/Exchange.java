package dev.sallyport.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One request, sent as it stands, and its answer as it came: what is checked is what is measured. */
record Exchange(int status, String text) {

    private static final Pattern SET_COOKIE = Pattern.compile("(?im)^set-cookie: *([^=;\r]+)=([^;\r]*)");
    private static final int A_MINUTE = 60_000;

    static Exchange of(int port, String request) throws IOException {
        String once = request.replace("Connection: keep-alive", "Connection: close")
                .replace(BrowserRequest.PORT, Integer.toString(port));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(A_MINUTE);
            socket.getOutputStream().write(once.getBytes(ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            if (!answer.startsWith("HTTP/1.1 ")) {
                throw new BenchException("Port " + port + " does not speak HTTP/1.1.");
            }
            return new Exchange(Integer.parseInt(answer.substring(9, 12)), answer);
        }
    }

    /** The cookies it sets, by name. */
    Map<String, String> cookies() {
        Map<String, String> cookies = new LinkedHashMap<>();
        Matcher line = SET_COOKIE.matcher(text);
        while (line.find()) {
            cookies.put(line.group(1), line.group(2));
        }
        return cookies;
    }

    /** The string member {@code name} of a JSON body. */
    String member(String name) {
        Matcher member = Pattern.compile("\"" + name + "\" *: *\"([^\"]*)\"").matcher(text);
        if (!member.find()) {
            throw new BenchException("An answer lacks " + name + ": status " + status + ".");
        }
        return member.group(1);
    }

    /** This, if its status is 200. */
    Exchange ok(String what) {
        if (status != 200) {
            throw new BenchException(what + " was answered " + status + ".");
        }
        return this;
    }

    /** The status only: cookies hold secrets. */
    @Override
    public String toString() {
        return "Exchange " + status;
    }
}
