package dev.sallyport.server;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.http.HttpBrowser;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What an operator finds afterwards, in the log and in the database. */
class EventsIT {

    private static final String LOG = "event=";

    @TempDir
    private Path folder;

    @Test
    void whatHappenedToASessionIsInTheLogAndInTheTableAndNoSecretIs() {
        ServerProcess server = Launch.in(folder, "--logging.level.dev.sallyport.security=DEBUG")
                .start();
        HttpBrowser browser = server.signedIn();
        HttpBrowser thief = browser.twin();
        String id = browser.get("/auth/session").text("session.id");
        List<String> secrets = List.of(
                browser.cookie("access").orElseThrow(),
                browser.cookie("refresh").orElseThrow(),
                browser.cookie("XSRF-TOKEN").orElseThrow(),
                Launch.PASSWORD);
        assertThat(browser.call("POST", "/api/profile")
                        .json("{}")
                        .withoutCsrfToken()
                        .send())
                .isRefusal(403, "csrf_missing");
        assertThat(browser.post("/auth/refresh")).isOk();
        assertThat(thief.post("/auth/refresh")).isOk();
        assertThat(browser.post("/auth/refresh")).isOk();
        assertThat(thief.without("refresh")
                        .withCookie("refresh", secrets.get(1))
                        .post("/auth/refresh"))
                .isRefusal(401, "refresh_reused");
        assertThat(server.browser().signIn("demo", "wrong password of mine")).isRefusal(401, "credentials_rejected");
        server.close();

        List<String> story = List.of(
                "SIGNED_IN " + id,
                "REFUSED " + id + " csrf_missing",
                "REFRESHED " + id,
                "REFRESH_REPEATED " + id,
                "REFRESHED " + id,
                "REFRESH_REUSED " + id + " refresh_reused",
                "SIGN_IN_REJECTED - credentials_rejected");
        // What is frequent is counted, and a refresh is: the table has both in one row, or in two as the minute turns.
        assertThat(inTheTable().stream().distinct())
                .containsExactlyElementsOf(story.stream().distinct().toList());
        assertThat(inTheLog(server)).isEqualTo(story);
        for (String secret : secrets) {
            assertThat(String.join("\n", server.output())).doesNotContain(secret, "wrong password of mine");
        }
    }

    @Test
    void neitherAUserAgentNorAnAddressNorAUsernameCanForgeALine() {
        ServerProcess server =
                Launch.in(folder, "--sallyport.trusted-proxies=127.0.0.1").start();
        HttpBrowser browser = server.browser();
        browser.get("/auth/session");
        assertThat(browser.call("POST", "/auth/login")
                        .header("User-Agent", "x event=SIGNED_IN user=forged")
                        .header("X-Forwarded-For", "event=SIGNED_IN user=forged")
                        .json(Map.of("username", "x\r\nevent=SIGNED_IN user=forged", "password", "y"))
                        .send())
                .isClientError();
        assertThat(browser.call("POST", "/auth/login")
                        .json(Map.of("username", "x\r\nevent=SIGNED_IN user=forged", "password", "y"))
                        .send())
                .isRefusal(401, "credentials_rejected");
        server.close();

        assertThat(server.output()).noneMatch(line -> line.contains("forged"));
        assertThat(inTheLog(server)).noneMatch(line -> line.startsWith("SIGNED_IN"));
    }

    @Test
    void aFloodOfRefusalsFillsNeitherLogNorTable() {
        ServerProcess server = Launch.in(folder).start();
        HttpBrowser browser = server.signedIn();
        for (int i = 0; i < 2000; i++) {
            browser.call("POST", "/auth/logout/all").withoutCsrfToken().send();
        }
        assertThat(browser.post("/auth/logout")).hasStatus(204);
        server.close();

        List<Integer> eachMinute = refusals("occurrences");
        assertThat(eachMinute.stream().mapToInt(Integer::intValue).sum()).isEqualTo(2000);
        int minutes = refusals("COUNT(DISTINCT occurred_at / 60000)").get(0);
        // One for each minute, and one for a refusal that was under way while the minute before it was written.
        assertThat(eachMinute).hasSizeLessThanOrEqualTo(2 * minutes - 1);
        assertThat(inTheTable()).anyMatch(row -> row.startsWith("SIGNED_OUT"));
        assertThat(inTheLog(server))
                .hasSizeLessThanOrEqualTo(minutes * 100 + 2)
                .last()
                .asString()
                .startsWith("SIGNED_OUT");
        assertThat(server.output()).anyMatch(line -> line.contains("left-out="));
    }

    @Test
    void whoKeepsNothingFindsNothing() {
        ServerProcess server =
                Launch.in(folder, "--sallyport.audit.retention=0s").start();
        server.signedIn();
        server.close();

        assertThat(inTheTable()).isEmpty();
        assertThat(inTheLog(server)).singleElement().asString().startsWith("SIGNED_IN");
    }

    private List<Integer> refusals(String figure) {
        return database()
                .sql("SELECT " + figure + " FROM sallyport_event WHERE kind = 'REFUSED'")
                .query(Integer.class)
                .list();
    }

    private JdbcClient database() {
        return JdbcClient.create(new DriverManagerDataSource("jdbc:sqlite:" + folder.resolve("data/sallyport.db")));
    }

    /** Kind, session and refusal of each row, as docs/events.md tells an operator to ask for them. */
    private List<String> inTheTable() {
        return database()
                .sql("SELECT kind, session_id, refusal FROM sallyport_event ORDER BY occurred_at")
                .query((row, number) -> (row.getString(1) + " " + (row.getString(2) == null ? "-" : row.getString(2))
                                + " " + (row.getString(3) == null ? "" : row.getString(3)))
                        .strip())
                .list();
    }

    private static List<String> inTheLog(ServerProcess server) {
        return server.output().stream()
                .filter(line -> line.contains(LOG))
                .map(line -> line.substring(line.indexOf(LOG) + LOG.length())
                        .replaceAll(" user=\\S+ session=(\\S+) address=\\S+(?: refusal=(\\S+))?", " $1 $2")
                        .strip())
                .toList();
    }
}
