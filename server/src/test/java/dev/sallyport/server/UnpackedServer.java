package dev.sallyport.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/**
 * The packaged server, unpacked into its own jar and its libraries, with an archive of the classes that it loads: a start costs
 * half the work so, and there are many. The first test that needs it makes it, for all processes that run tests.
 */
final class UnpackedServer {

    private static final Path PACKED = Path.of(System.getProperty("sallyport.jar"));

    private UnpackedServer() {}

    /** What to write after {@code java}. */
    static synchronized List<String> arguments() {
        try {
            Path folder = PACKED.resolveSibling("unpacked");
            Path jar = folder.resolve(PACKED.getFileName());
            Path archive = folder.resolve(
                    "classes-of-" + Files.getLastModifiedTime(PACKED).toMillis() + ".jsa");
            try (FileChannel file = FileChannel.open(
                            PACKED.resolveSibling("unpacked.lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
                    FileLock held = file.lock()) {
                if (held.isValid() && !Files.exists(archive)) {
                    FileSystemUtils.deleteRecursively(folder);
                    unpack(folder);
                    archive(jar, archive);
                }
            }
            return List.of("-XX:SharedArchiveFile=" + archive, "-jar", jar.toString());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static void unpack(Path folder) throws IOException {
        Process unpacking = new ProcessBuilder(
                        Launch.java(Launch.OWN_JDK),
                        "-Djarmode=tools",
                        "-jar",
                        PACKED.toString(),
                        "extract",
                        "--destination",
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(PACKED.resolveSibling("unpacked.log").toFile())
                .start();
        if (unpacking.onExit().join().exitValue() != 0) {
            throw new IllegalStateException("could not unpack " + PACKED + ": unpacked.log beside it says why");
        }
    }

    /** What is loaded until somebody has signed in is archived as the server ends. */
    private static void archive(Path jar, Path archive) throws IOException {
        Path unfinished = archive.resolveSibling("unfinished.jsa");
        Path folder = Files.createTempDirectory("sallyport");
        List<String> arguments = List.of("-XX:ArchiveClassesAtExit=" + unfinished, "-jar", jar.toString());
        try (ServerProcess server = Launch.in(folder).start(arguments)) {
            server.signedIn();
        }
        Files.move(unfinished, archive, StandardCopyOption.ATOMIC_MOVE);
    }
}
