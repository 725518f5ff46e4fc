package dev.sallyport.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Keycloak on its file database: an optimised start with a realm that has one public client and rotates refresh tokens. */
final class Keycloak {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String TOKEN = "/realms/bench/protocol/openid-connect/token";

    private Keycloak() {}

    /**
     * Starts it.
     *
     * @param java of the JDK that runs it
     * @param home the unpacked distribution, built, with the realm where it imports from and no database yet
     * @param directory where its log goes
     */
    static RefreshPeer start(Path java, Path home, Path directory) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "env",
                "JAVA_HOME=" + java.toAbsolutePath().getParent().getParent(),
                "JAVA_OPTS_KC_HEAP=" + Server.JVM.get(0) + " " + Server.JVM.get(1),
                "JAVA_OPTS_APPEND=-XX:-UseG1GC " + Server.JVM.get(2),
                home.toAbsolutePath().resolve("bin/kc.sh").toString()));
        command.addAll(List.of("start", "--optimized", "--import-realm", "--http-enabled=true"));
        command.addAll(List.of("--http-host=127.0.0.1", "--http-port=@PORT@", "--hostname-strict=false"));
        Server server = Server.start("Keycloak", command, Files.createTempDirectory(directory, "keycloak"))
                .await();
        String password = URLEncoder.encode(RefreshPeer.PASSWORD, UTF_8);
        TokenClient.Dialogue dialogue = new TokenClient.Dialogue(
                BrowserRequest.post(TOKEN, "grant_type=password&client_id=page&username=demo&password=" + password)
                        .ofType(FORM),
                TOKEN,
                FORM,
                token -> "grant_type=refresh_token&client_id=page&refresh_token=" + token,
                "refresh_token");
        return new RefreshPeer("Keycloak, H2 file", true, server, () -> new TokenClient(server.port(), dialogue));
    }
}
