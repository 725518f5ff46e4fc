package dev.sallyport.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How long the server that runs by itself takes to its first answer, and how much memory it has when it idles. */
record StartUp(String jdk, double seconds, long megabytes) {

    private static final int RUNS = 3;
    private static final long IDLE_MILLIS = 5_000;

    /** The middle one of three starts, each with a database of its own. */
    static StartUp of(Path java, Path jar, Path directory) throws IOException, InterruptedException {
        List<Double> seconds = new ArrayList<>();
        List<Long> megabytes = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            Path own = Files.createTempDirectory(directory, "server");
            List<String> command = List.of(
                    java.toString(),
                    "-jar",
                    jar.toAbsolutePath().toString(),
                    "--server.port=@PORT@",
                    "--server.address=127.0.0.1");
            long begin = System.nanoTime();
            try (Server server = Server.start("sallyport.jar", command, own)) {
                server.await();
                Exchange.of(server.port(), BrowserRequest.get("/auth/session").text())
                        .ok("GET /auth/session");
                seconds.add((System.nanoTime() - begin) / 1e9);
                Thread.sleep(IDLE_MILLIS);
                megabytes.add(server.residentMegabytes());
            }
        }
        Collections.sort(seconds);
        Collections.sort(megabytes);
        return new StartUp(Machine.version(java), seconds.get(RUNS / 2), megabytes.get(RUNS / 2));
    }
}
