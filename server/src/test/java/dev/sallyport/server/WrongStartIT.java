package dev.sallyport.server;

import static dev.sallyport.http.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrongStartIT {

    @TempDir
    private Path folder;

    @Test
    void allThatIsWrongIsToldInOneReportWithoutAStackTraceOrAPassword() {
        ServerProcess server = Launch.in(
                        folder,
                        "--sallyport.acess-token.lifetime=1m",
                        "--sallyport.demo.enabled=perhaps",
                        "--sallyport.demo.pasword=hunter2",
                        "--sallyport.refresh-token.lifetime=long",
                        "--sallyport.path=auth")
                .start();
        try (server) {
            assertThatThrownBy(server::port).isInstanceOf(AssertionError.class);
        }
        assertThat(server.output())
                .filteredOn(line -> line.startsWith("  - "))
                .anyMatch(line ->
                        line.startsWith("  - sallyport.acess-token.lifetime = 1m: no such property: did you mean"))
                .anyMatch(line -> line.startsWith("  - sallyport.demo.enabled = perhaps: write true or false"))
                .contains(
                        "  - sallyport.demo.pasword = (not shown): no such property: did you mean sallyport.demo.password?")
                .anyMatch(line ->
                        line.startsWith("  - sallyport.refresh-token.lifetime = long: write a number and a unit"))
                .anyMatch(line -> line.startsWith("  - sallyport.path = auth: must be an absolute path"))
                .contains(
                        "  - sallyport.diagnostics = ${sallyport.demo.enabled:true}: write true or false, such as the default, false")
                .hasSize(6);
        assertThat(server.output()).noneMatch(line -> line.startsWith("\tat ") || line.contains("hunter2"));
    }

    @Test
    void theDemoIsOffHoweverOneSaysNo() {
        try (ServerProcess server = Launch.in(
                        folder, "--sallyport.demo.enabled=off", "--logging.level.org.springframework.boot.tomcat=INFO")
                .start()) {
            assertThat(server.browser().get("/index.html")).isRefusal(404, "not_found");
        }
    }
}
