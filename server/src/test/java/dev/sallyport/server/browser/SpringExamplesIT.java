package dev.sallyport.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.sallyport.server.browser.DecidedBy.Side.PAGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext.ClearCookiesOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.sallyport.server.ServerProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples on the starter do what their READMEs say, from their own jars: whoever copies one has a sign-in. */
@DecidedBy(value = PAGE, because = "pages of ours run our client, which ExamplesIT runs in both browsers")
class SpringExamplesIT extends BrowserTest {

    private static final String PASSWORD = "correct horse battery staple";

    @TempDir
    private Path folder;

    @Test
    void theSmallestSignsAnnInAndShowsHerOrders() throws Exception {
        Complaints complaints = Complaints.in(context);
        try (ServerProcess smallest = ExampleJar.SMALLEST.start(folder, 0, Map.of())) {
            Page page = context.newPage();
            page.navigate("http://localhost:" + smallest.port());
            signIn(page, "ann");

            assertThat(page.locator("output")).hasText("[\"an order of 1\"]");
            page.reload();
            assertThat(page.locator("output")).hasText("[\"an order of 1\"]");
        }
        assertThat(complaints.heard()).isEmpty();
    }

    @Test
    void theShopSellsKeepsCustomersOutOfAdministrationAndAsksForThePasswordBeforeParcelsGoElsewhere() throws Exception {
        Complaints complaints = Complaints.in(context);
        try (EmbeddedPostgres database = EmbeddedPostgres.builder().start();
                ServerProcess shop = inProduction(database)) {
            String home = "http://localhost:" + shop.port() + "/#/";
            Page page = context.newPage();
            page.navigate(home);
            button(page, "Add Croissant").click();
            page.getByText("Sign in to order").click();
            signIn(page, "ann");
            button(page, "Order").click();
            assertThat(heading(page, "Order \\d+")).hasCount(2);

            page.navigate(home + "staff");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("for the shop's staff");

            signedInAWhileAgo(database);
            context.clearCookies(new ClearCookiesOptions().setName("access"));
            page.reload();
            page.navigate(home + "account");
            page.getByLabel("Delivery address").fill("9 High Street");
            button(page, "Save").click();
            Locator password = page.getByRole(AriaRole.DIALOG).getByLabel("Password");
            // Before there is a dialog, keys go nowhere.
            assertThat(password).isFocused();
            page.keyboard().type("mistyped");
            page.keyboard().press("Enter");
            assertThat(page.getByRole(AriaRole.DIALOG)).containsText("do not match");
            assertThat(password).isFocused();
            password.fill(PASSWORD);
            page.keyboard().press("Enter");
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("9 High Street");
            assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
            assertThat(button(page, "Save")).isFocused();

            button(page, "Sign out").click();
            assertThat(button(page, "Sign in")).isVisible();
            assertThat(page.getByText("ann@example.com")).hasCount(0);
        }
        // Refusals were asked for; a policy that forbids something of the page's was not.
        assertThat(complaints.heard()).allMatch(heard -> heard.contains("401") || heard.contains("403"));
    }

    /** As its README says, but with the people of development in the database. */
    private ServerProcess inProduction(EmbeddedPostgres database) throws Exception {
        int port = Example.freePort();
        return ExampleJar.SHOP.start(
                folder,
                port,
                Map.of(
                        "SHOP_DATABASE_URL",
                        database.getJdbcUrl("postgres", "postgres"),
                        "SHOP_DATABASE_USER",
                        "postgres",
                        "SHOP_DATABASE_PASSWORD",
                        "",
                        "SHOP_ORIGIN",
                        "http://localhost:" + port),
                "--spring.profiles.active=production",
                "--spring.flyway.locations=classpath:db/migration,classpath:db/development");
    }

    /** Nobody waits: the session's row is made older. Its access token says otherwise, and is taken away to be refreshed. */
    private static void signedInAWhileAgo(EmbeddedPostgres database) throws SQLException {
        try (Connection connection = database.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE sallyport_session SET authenticated_at = authenticated_at - 3600000");
        }
    }

    private static void signIn(Page page, String username) {
        page.getByLabel("Name").fill(username);
        page.getByLabel("Password").fill(PASSWORD);
        button(page, "Sign in").click();
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator heading(Page page, String name) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(Pattern.compile("^" + name + "$")));
    }
}
