package dev.sallyport.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Django with djangorestframework-simplejwt on SQLite, behind gunicorn: {@code bench/apps/django}. */
final class Django {

    private static final String PYTHON = "/usr/bin/python3";

    /** Of threads: gunicorn's plain workers close a connection after each answer. */
    private static final List<String> WORKERS =
            List.of("--worker-class=gthread", "--workers=2", "--threads=8", "--keep-alive=75");

    private Django() {}

    /**
     * Makes its database and starts it.
     *
     * @param application the folder of the application
     * @param directory where its database and its log go
     */
    static RefreshPeer start(Path application, Path directory) throws IOException, InterruptedException {
        Path own = Files.createTempDirectory(directory, "django");
        List<String> environment = List.of(
                "env",
                "PYTHONDONTWRITEBYTECODE=1",
                "PYTHONPATH=" + application.toAbsolutePath(),
                "BENCH_SECRET=" + UUID.randomUUID() + UUID.randomUUID());
        List<String> prepare = new ArrayList<>(environment);
        prepare.addAll(
                List.of(PYTHON, application.resolve("app.py").toAbsolutePath().toString()));
        Path log = own.resolve("database.log");
        Process prepared = new ProcessBuilder(prepare)
                .directory(own.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (prepared.waitFor() != 0) {
            throw new BenchException("Django's database could not be made; " + log + " says why.");
        }
        List<String> command = new ArrayList<>(environment);
        command.addAll(List.of(PYTHON, "-m", "gunicorn", "--bind=127.0.0.1:@PORT@"));
        command.addAll(WORKERS);
        command.add("app:application");
        Server server = Server.start("Django", command, own).await();
        String json = "application/json";
        TokenClient.Dialogue dialogue = new TokenClient.Dialogue(
                BrowserRequest.post("/token", "{\"username\":\"demo\",\"password\":\"" + RefreshPeer.PASSWORD + "\"}"),
                "/refresh",
                json,
                token -> "{\"refresh\":\"" + token + "\"}",
                "refresh");
        return new RefreshPeer(
                "Django, simplejwt, SQLite", false, server, () -> new TokenClient(server.port(), dialogue));
    }
}
