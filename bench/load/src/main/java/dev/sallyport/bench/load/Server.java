package dev.sallyport.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An application in a process of its own, on a free port of the loopback interface. */
final class Server implements AutoCloseable {

    /** Heap and collector are the same for all, and never those that a JVM chooses by the machine. */
    static final List<String> JVM = List.of("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC");

    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final String name;
    private final int port;
    private final Process process;
    private final Path log;

    private Server(String name, int port, Process process, Path log) {
        this.name = name;
        this.port = port;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a process and does not wait for it.
     *
     * @param java the command, in whose arguments {@code @PORT@} stands for the port
     * @param directory where it works and writes its log
     */
    static Server start(String name, List<String> java, Path directory) throws IOException {
        int port = freePort();
        List<String> command = new ArrayList<>();
        java.forEach(word -> command.add(word.replace("@PORT@", Integer.toString(port))));
        Path log = directory.resolve(name.replaceAll("[^A-Za-z0-9]+", "-") + ".log");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new Server(name, port, process, log);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    /** Waits until somebody listens. */
    Server await() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < PATIENCE_NANOS) {
            if (!process.isAlive()) {
                throw new BenchException(name + " ended while it started; " + log + " says why.");
            }
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return this;
            } catch (IOException notYet) {
                Thread.sleep(10);
            }
        }
        throw new BenchException(name + " did not listen within ten minutes; see " + log + ".");
    }

    /** The CPU time that its threads have used so far, in user and kernel mode. */
    long cpuMicros() {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid()), "stat"));
            // The command's name, which may have blanks, ends with the last bracket.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
            return ticks * 10_000;
        } catch (IOException e) {
            throw new UncheckedIOException("no CPU time of " + name, e);
        }
    }

    /** The memory it has in RAM, in megabytes. */
    long residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
