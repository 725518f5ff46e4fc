package dev.sallyport.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A server that signs users in and rotates refresh tokens. All of them have the user {@code demo} with {@link #PASSWORD}.
 *
 * @param name how the table calls it
 * @param isJvm whether it has a compiler that has to be warmed up
 * @param server the running process
 * @param browsers makes browsers in which nobody is signed in
 */
record RefreshPeer(String name, boolean isJvm, Server server, Browsers browsers) implements AutoCloseable {

    static final String PASSWORD = "a password of the benchmark";

    /** Makes a browser in which nobody is signed in. */
    interface Browsers {
        RefreshClient open() throws IOException;
    }

    /** Ours, as {@code java -jar} starts it. */
    static RefreshPeer sallyport(Path java, Path jar, Path directory) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(Server.JVM);
        command.addAll(List.of(
                "-jar",
                jar.toAbsolutePath().toString(),
                "--server.port=@PORT@",
                "--server.address=127.0.0.1",
                "--sallyport.demo.password=" + PASSWORD));
        Path own = Files.createTempDirectory(directory, "sallyport");
        Server server = Server.start("sallyport.jar", command, own).await();
        return new RefreshPeer("sallyport.jar, SQLite", true, server, () -> new GateClient(server, PASSWORD));
    }

    @Override
    public void close() {
        server.close();
    }
}
