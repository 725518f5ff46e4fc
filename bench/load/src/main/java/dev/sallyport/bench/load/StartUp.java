package dev.sallyport.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How long the server that runs by itself takes to its first answer, and how much memory it has when it idles. */
record StartUp(String what, double seconds, double target, long megabytes) {

    private static final int RUNS = 3;
    private static final long IDLE_MILLIS = 5_000;

    /** Of the jar as it is. */
    static StartUp ofJar(Path java, Path jar, double target, Path directory) throws IOException, InterruptedException {
        return of(
                Machine.version(java),
                List.of(java.toString(), "-jar", jar.toAbsolutePath().toString()),
                target,
                directory);
    }

    /** Of the unpacked jar with what {@code make aot} recorded. */
    static StartUp ofRecorded(Path java, Path unpacked, double target, Path directory)
            throws IOException, InterruptedException {
        Path home = unpacked.toAbsolutePath();
        return of(
                Machine.version(java) + ", with its AOT cache",
                List.of(
                        java.toString(),
                        "-XX:AOTCache=" + home.resolve("sallyport.aot"),
                        "-jar",
                        home.resolve("sallyport.jar").toString()),
                target,
                directory);
    }

    /** The middle one of three starts, each with a database of its own. */
    private static StartUp of(String what, List<String> start, double target, Path directory)
            throws IOException, InterruptedException {
        List<Double> seconds = new ArrayList<>();
        List<Long> megabytes = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            Path own = Files.createTempDirectory(directory, "server");
            List<String> command = new ArrayList<>(start);
            command.addAll(List.of("--server.port=@PORT@", "--server.address=127.0.0.1"));
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
        return new StartUp(what, seconds.get(RUNS / 2), target, megabytes.get(RUNS / 2));
    }
}
