package dev.sallyport.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.Accounts;
import dev.sallyport.KeyRotation;
import dev.sallyport.Sallyport;
import dev.sallyport.config.InvalidConfigException;
import dev.sallyport.key.Algorithm;
import dev.sallyport.key.HmacKey;
import dev.sallyport.key.KeySource;
import dev.sallyport.key.SigningKey;
import dev.sallyport.session.InMemorySessionStore;
import dev.sallyport.session.SessionStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class KeysConfigurationTest {

    private static final String PLAIN = "Keys are stored plainly";
    private static final String KEY = "sallyport.keys.encryption-key=d9TwKAYMkYRDdx2sSCrCD2HjO7dBaThxVTm+WCgFYyU=";
    private static final String OTHER_KEY =
            "sallyport.keys.encryption-key=vn5A8ZiKzmbvSKkMmdiGZM8rD6sVqzeq8H0pDb5gxtM=";
    private static final AutoConfigurations WITH_DATABASE = AutoConfigurations.of(
            DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class, SallyportAutoConfiguration.class);

    @TempDir
    private Path folder;

    private WebApplicationContextRunner application;

    private final WebApplicationContextRunner withoutDatabase = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(SallyportAutoConfiguration.class))
            .withBean(Accounts.class, HostileApplication.OnlyAlice::new);

    @BeforeEach
    void describe() {
        application = new WebApplicationContextRunner()
                .withConfiguration(WITH_DATABASE)
                .withPropertyValues(
                        "spring.flyway.enabled=false",
                        "spring.datasource.url=jdbc:sqlite:" + folder.resolve("sallyport.db"),
                        "sallyport.access-token.algorithm=ES256")
                .withBean(Accounts.class, HostileApplication.OnlyAlice::new);
    }

    @Test
    void withoutAnEncryptionKeyTheKeysAreStoredPlainlyAndTheLogSaysWhatToSet(CapturedOutput output) {
        application.run(context -> assertThat(context).hasNotFailed());

        assertThat(output).contains(PLAIN, "SALLYPORT_KEYS_ENCRYPTION_KEY", "sallyport.keys.encryption-key-file");
    }

    @Test
    void withOneTheNextStartFindsTheSameKeysAndTheLogIsQuiet(CapturedOutput output) {
        String[] first = new String[1];
        application.withPropertyValues(KEY).run(context -> first[0] = publishedIn(context.getBean(Sallyport.class)));
        application
                .withPropertyValues(KEY)
                .run(context -> assertThat(publishedIn(context.getBean(Sallyport.class)))
                        .isEqualTo(first[0])
                        .contains("P-256"));

        assertThat(output).doesNotContain(PLAIN);
    }

    @Test
    void theWrongKeyOrNoneStopsTheStartWithASentenceThatNamesTheProperty() {
        application.withPropertyValues(KEY).run(context -> assertThat(context).hasNotFailed());

        application
                .withPropertyValues(OTHER_KEY)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(InvalidConfigException.class)
                        .hasMessageContaining("sallyport.keys.encryption-key = (a secret): the stored key \"master\"")
                        .hasMessageNotContaining("vn5A8ZiK"));
        application.run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("sallyport.keys.encryption-key = : the stored keys are encrypted"));
    }

    @Test
    void theKeyFileIsMadeForItsOwnerOnlyAndFoundAgain() throws Exception {
        Path file = folder.resolve("made/sallyport.key");
        WebApplicationContextRunner withFile =
                application.withPropertyValues("sallyport.keys.encryption-key-file=" + file);
        withFile.run(context -> assertThat(context).hasNotFailed());
        String made = Files.readString(file);
        withFile.run(context -> assertThat(context).hasNotFailed());

        assertThat(Base64.getDecoder().decode(made.strip())).hasSize(32);
        assertThat(file).hasContent(made);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(file.getParent()).isDirectoryContaining("glob:**.key").isNotEmptyDirectory();
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aKeyFileThatHoldsNoKeyStopsTheStart() throws Exception {
        Path file = Files.writeString(folder.resolve("bad.key"), "secret");

        application
                .withPropertyValues("sallyport.keys.encryption-key-file=" + file)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining(
                                "sallyport.keys.encryption-key-file = " + file + ": must be 32 random bytes"));
    }

    @Test
    void keysMayComeFromAFileByPathOrUrl() throws Exception {
        Path file = Files.writeString(
                folder.resolve("keys.json"),
                "{\"keys\":[" + SigningKey.generate(Algorithm.ED25519).secretJson() + "]}");

        for (String location : List.of(file.toString(), file.toUri().toString())) {
            application
                    .withPropertyValues(
                            "sallyport.keys.source=jwk-set",
                            "sallyport.keys.location=" + location,
                            "sallyport.access-token.algorithm=Ed25519")
                    .run(context -> assertThat(publishedIn(context.getBean(Sallyport.class)))
                            .contains("Ed25519"));
        }
    }

    @Test
    void withoutTheLibraryThatReadsPemTheStartSaysWhichOneToAdd() throws Exception {
        Path file = Files.writeString(folder.resolve("keys.pem"), "");

        application
                .withPropertyValues("sallyport.keys.source=pem", "sallyport.keys.location=" + file)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(InvalidConfigException.class)
                        .hasMessageContaining("reading PEM files needs org.bouncycastle:bcpkix-jdk18on"));
    }

    @Test
    void aFileThatCannotBeUsedStopsTheStartWithEveryReason() throws Exception {
        Path file = Files.writeString(
                folder.resolve("keys.json"),
                "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"a\",\"k\":\"c2VjcmV0\"},{\"kty\":\"oct\",\"kid\":\"a\",\"k\":\"AAAA\"}]}");

        application
                .withPropertyValues("sallyport.keys.source=jwk-set", "sallyport.keys.location=" + file)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(InvalidConfigException.class)
                        .hasMessageContaining("sallyport.keys.location = " + file + ": key 1 (a): an HMAC key needs")
                        .hasMessageContaining("key 2 (a): an HMAC key needs")
                        .hasMessageContaining("two keys have the kid a"));
        application
                .withPropertyValues("sallyport.keys.source=pem", "sallyport.keys.location=" + folder.resolve("none"))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("cannot be read (FileNotFoundException)"));
    }

    @Test
    void inMemoryEveryAlgorithmIsThereToo() {
        withoutDatabase
                .withPropertyValues("sallyport.access-token.algorithm=RS256")
                .run(context -> assertThat(publishedIn(context.getBean(Sallyport.class)))
                        .contains("RS256"));
    }

    @Test
    void besideAStoreOfTheApplicationsOwnGeneratedKeysNeedADatabase() {
        WebApplicationContextRunner own = withoutDatabase
                .withBean(SessionStore.class, () -> new ForeignStore(new InMemorySessionStore()).proxy())
                .withBean(HmacKey.class, HmacKey::random);

        own.run(context -> assertThat(context).hasSingleBean(Sallyport.class));
        own.withPropertyValues("sallyport.access-token.algorithm=ES256")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining(
                                "sallyport.access-token.algorithm = ES256: such keys are kept in a database"));
    }

    @Test
    void rotationOnCommandAnnouncesTheNextKeyAndANodeThatReloadsPublishesIt() {
        application.withPropertyValues(KEY).run(node -> {
            Sallyport running = node.getBean(Sallyport.class);
            String before = publishedIn(running);
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(
                            DataSourceAutoConfiguration.class,
                            FlywayAutoConfiguration.class,
                            SallyportKeysAutoConfiguration.class))
                    .withPropertyValues(
                            "spring.flyway.enabled=false",
                            "spring.datasource.url=jdbc:sqlite:" + folder.resolve("sallyport.db"),
                            "sallyport.access-token.algorithm=ES256",
                            KEY)
                    .run(tool -> {
                        var next = tool.getBean(KeyRotation.class).rotate();
                        assertThat(publishedIn(running)).isEqualTo(before);
                        running.reloadKeys();
                        assertThat(publishedIn(running)).contains(next.id());
                        assertThat(keys(running)).hasSize(2);
                    });
        });
    }

    @Test
    void aReloadThatFailsLeavesTheKeys() throws Exception {
        Path file = Files.writeString(
                folder.resolve("keys.json"),
                "{\"keys\":["
                        + "{\"kty\":\"oct\",\"kid\":\"a\",\"k\":\"d9TwKAYMkYRDdx2sSCrCD2HjO7dBaThxVTm-WCgFYyU\"}]}");

        application
                .withPropertyValues(
                        "sallyport.keys.source=jwk-set",
                        "sallyport.keys.location=" + file,
                        "sallyport.access-token.algorithm=HS256")
                .run(context -> {
                    Sallyport running = context.getBean(Sallyport.class);
                    String before = publishedIn(running);
                    Files.writeString(file, "{}");

                    assertThatThrownBy(running::reloadKeys).hasMessageContaining("not a JWK set");
                    assertThat(publishedIn(running)).isEqualTo(before);
                });
    }

    @Test
    void anApplicationsOwnSourceOfKeysIsTaken() {
        KeySource own = dev.sallyport.Keys.of(HmacKey.random()).signing();

        application
                .withBean(KeySource.class, () -> own)
                .run(context -> assertThat(context).getBean(KeySource.class).isSameAs(own));
    }

    private static String publishedIn(Sallyport sallyport) {
        return keys(sallyport).toString();
    }

    private static List<?> keys(Sallyport sallyport) {
        return (List<?>) ((Map<?, ?>) sallyport.keySet().body()).get("keys");
    }
}
