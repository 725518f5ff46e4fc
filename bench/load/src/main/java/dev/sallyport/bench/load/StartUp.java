package dev.sallyport.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How long a server takes to its first answer, and how much memory it has when it idles.
 *
 * @param what the JDK, and what is started
 * @param seconds the median
 * @param target what is wanted of it; the floor has none
 * @param megabytes of the last start, after five idle seconds
 */
record StartUp(String what, double seconds, OptionalDouble target, long megabytes) {

    private static final double SECONDS = 4;
    private static final double SECONDS_RECORDED = 2;
    private static final String SESSION = "/auth/session";
    private static final int RUNS = 3;

    /** What docs/performance.md tells those whose memory is dear. */
    private static final List<String> SMALL = List.of("-XX:+UseSerialGC", "-Xmx128m");

    private static final long IDLE_MILLIS = 5_000;

    /** Of the jar as it is. */
    static StartUp ofJar(Path java, Path jar, Path directory) throws IOException, InterruptedException {
        return of(
                Machine.version(java),
                List.of(java.toString(), "-jar", jar.toAbsolutePath().toString()),
                SESSION,
                OptionalDouble.of(SECONDS),
                directory);
    }

    /** Of an application without anything of ours: what no server on the same framework is spared. */
    static StartUp ofFloor(Path java, Path jar, Path directory) throws IOException, InterruptedException {
        return of(
                Machine.version(java) + ", the floor",
                List.of(java.toString(), "-jar", jar.toAbsolutePath().toString()),
                "/api/profile",
                OptionalDouble.empty(),
                directory);
    }

    /**
     * Of the unpacked jar with what {@code make aot} recorded.
     *
     * @param option of the JVM, to which the record's path is appended
     */
    static StartUp ofRecorded(Path java, String option, Path record, Path directory)
            throws IOException, InterruptedException {
        return ofRecorded(Machine.version(java) + ", recorded", java, List.of(option + record), record, directory);
    }

    /** The same, in a small heap. */
    static StartUp ofRecordedAndSmall(Path java, String option, Path record, Path directory)
            throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(SMALL);
        options.add(option + record);
        String what = Machine.version(java) + ", recorded, `" + String.join(" ", SMALL) + "`";
        return ofRecorded(what, java, options, record, directory);
    }

    private static StartUp ofRecorded(String what, Path java, List<String> options, Path record, Path directory)
            throws IOException, InterruptedException {
        List<String> start = new ArrayList<>(List.of(java.toString()));
        start.addAll(options);
        start.addAll(List.of("-jar", record.resolveSibling("sallyport.jar").toString()));
        return of(what, start, SESSION, OptionalDouble.of(SECONDS_RECORDED), directory);
    }

    boolean isFloor() {
        return target.isEmpty();
    }

    /** The middle one of three starts, each with a database of its own. */
    private static StartUp of(String what, List<String> start, String path, OptionalDouble target, Path directory)
            throws IOException, InterruptedException {
        List<Double> seconds = new ArrayList<>();
        long megabytes = 0;
        for (int i = 0; i < RUNS; i++) {
            Path own = Files.createTempDirectory(directory, "server");
            List<String> command = new ArrayList<>(start);
            command.addAll(List.of("--server.port=@PORT@", "--server.address=127.0.0.1"));
            long begin = System.nanoTime();
            try (Server server = Server.start("sallyport.jar", command, own)) {
                server.await();
                Exchange.of(server.port(), BrowserRequest.get(path).text()).ok("GET " + path);
                seconds.add((System.nanoTime() - begin) / 1e9);
                if (i == RUNS - 1) {
                    Thread.sleep(IDLE_MILLIS);
                    megabytes = server.residentMegabytes();
                }
            }
        }
        Collections.sort(seconds);
        return new StartUp(what, seconds.get(RUNS / 2), target, megabytes);
    }
}
