package dev.sallyport.server.browser;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A page that has nothing in it but the client, under the policy that the server gives its own pages. */
final class TabPage {

    static final String PATH = "/tab";

    private static final String HTML = """
            <!doctype html><title>A tab</title><link rel="icon" href="data:,">
            <script src="/assets/sallyport.js"></script><script src="/tab.js"></script>
            """;

    /** Date.now is the wall clock as the computer believes it to be; what the page measures time with is left alone. */
    private static final String SCRIPT = """
            "use strict";
            const transports = {
              "#memory": () => Sallyport.memoryTransport(),
              "#header": () => Sallyport.headerTransport({ storage: localStorage }),
            };
            const transport = transports[location.hash]?.();
            const wallClock = Date.now;
            globalThis.clockError = 0;
            Date.now = () => wallClock() + clockError;
            globalThis.client = Sallyport.createClient(transport ? { transport } : {});
            globalThis.changes = [];
            globalThis.ends = [];
            client.onChange(({ authenticated }) => changes.push(authenticated));
            client.onSignedOut(({ code, here }) => ends.push(here ? `${code} here` : code));
            globalThis.ask = async () => {
              try {
                return String((await client.fetch("/api/profile")).status);
              } catch (error) {
                return error.code ?? String(error);
              }
            };
            const gun = new BroadcastChannel("starting gun");
            gun.onmessage = () => { globalThis.asked = ask(); };
            globalThis.fire = () => (gun.onmessage(), gun.postMessage("go"));
            let visibility = "visible";
            Object.defineProperty(document, "visibilityState", { get: () => visibility });
            globalThis.become = (visible) => {
              visibility = visible ? "visible" : "hidden";
              document.dispatchEvent(new Event("visibilitychange"));
            };
            """;

    private TabPage() {}

    /** For {@link FlakyLine}, in front of the server at {@code port}. */
    static Map<String, byte[]> files(int port) throws IOException, InterruptedException {
        HttpRequest front = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .build();
        String policy = HttpClient.newHttpClient()
                .send(front, BodyHandlers.discarding())
                .headers()
                .firstValue("Content-Security-Policy")
                .orElseThrow();
        return Map.of(
                "GET " + PATH,
                answer("text/html", policy, HTML),
                "GET /tab.js",
                answer("text/javascript", policy, SCRIPT));
    }

    private static byte[] answer(String type, String policy, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        String head = String.join(
                "\r\n",
                "HTTP/1.1 200 OK",
                "Content-Type: " + type + ";charset=utf-8",
                "Content-Length: " + body.length,
                "Content-Security-Policy: " + policy,
                "Cache-Control: no-store",
                "Connection: close",
                "",
                text);
        return head.getBytes(StandardCharsets.UTF_8);
    }
}
