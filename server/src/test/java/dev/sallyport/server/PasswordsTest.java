package dev.sallyport.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PasswordsTest {

    private static final String SALT_AND_HASH = "[A-Za-z0-9+/]+\\$[A-Za-z0-9+/]+$";

    private final Passwords passwords = new Passwords();

    @Test
    void aNameThatNobodyHasIsComparedWithAHashAsCostlyAsAnyOther() {
        String somebodys = passwords.hash("correct horse battery staple");

        assertThat(Passwords.NOBODYS).hasSameSizeAs(somebodys);
        assertThat(settings(Passwords.NOBODYS)).isEqualTo(settings(somebodys));
        assertThat(passwords.isOutdated(Passwords.NOBODYS)).isFalse();
    }

    @Test
    void nobodyHasAPassword() {
        assertThat(passwords.matches("correct horse battery staple", Optional.empty()))
                .isFalse();
    }

    private static String settings(String hash) {
        return hash.replaceAll(SALT_AND_HASH, "");
    }
}
