package dev.sallyport.server;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.http.HttpBrowser;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two servers that start at once on one empty PostgreSQL. */
class PostgresIT {

    @TempDir
    private static Path folder;

    private static EmbeddedPostgres database;
    private static ServerProcess one;
    private static ServerProcess other;

    @BeforeAll
    static void startBothAtOnce() throws IOException {
        database = EmbeddedPostgres.builder().start();
        Launch launch = Launch.in(folder, "--spring.datasource.url=" + database.getJdbcUrl("postgres", "postgres"));
        one = launch.start();
        other = launch.start();
    }

    @AfterAll
    static void stop() throws IOException {
        one.close();
        other.close();
        database.close();
    }

    @Test
    void whoSignsInAtOneServerRefreshesAtTheOther() {
        HttpBrowser atOne = one.signedIn();
        HttpBrowser atOther = atOne.twinAt(other.port());

        assertThat(atOther.get("/api/profile")).isOk();
        assertThat(atOther.post("/auth/refresh")).isOk();
        assertThat(atOther.post("/api/profile", Map.of("bio", "written at the other")))
                .isOk();
        assertThat(atOther.twinAt(one.port()).get("/api/profile"))
                .isOk()
                .hasMembers(Map.of("bio", "written at the other"));
    }

    @Test
    void tabsThatRaceAtBothServersAreGivenOneSuccessor() {
        HttpBrowser atOne = one.signedIn();
        HttpBrowser atOther = atOne.twinAt(other.port());

        assertThat(atOne.post("/auth/refresh")).isOk();
        assertThat(atOther.post("/auth/refresh")).isOk();

        assertThat(atOther.cookie("refresh")).isEqualTo(atOne.cookie("refresh"));
    }

    @Test
    void whoSignsOutAtOneServerIsRefreshedByNone() {
        HttpBrowser atOne = one.signedIn();
        HttpBrowser atOther = atOne.twinAt(other.port());

        assertThat(atOne.post("/auth/logout")).hasStatus(204);

        assertThat(atOther.post("/auth/refresh")).isRefusal(401, "session_revoked");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            \\u0000, 400, malformed_request
            demo\\u0000, 400, malformed_request
            \\ud800, 400, malformed_request
            \\ud83d\\ude42, 401, credentials_rejected
            """)
    void noNameIsAFaultOfTheDatabase(String name, int status, String code) {
        HttpBrowser browser = one.browser();
        browser.get("/auth/session");

        assertThat(browser.call("POST", "/auth/login")
                        .json("{\"username\":\"" + name + "\",\"password\":\"x\"}")
                        .send())
                .isRefusal(status, code);
    }

    @Test
    void nothingIsWrittenToAFileOfTheEmbeddedDatabase() {
        assertThat(folder.resolve("data/sallyport.db")).doesNotExist();
    }
}
