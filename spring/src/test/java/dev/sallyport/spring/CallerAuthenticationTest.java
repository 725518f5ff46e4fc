package dev.sallyport.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.Caller;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallerAuthenticationTest {

    @Test
    void rule30_nobodyComesOutOfASerializedOne() throws Exception {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(stream)) {
            out.writeObject(new CallerAuthentication(new Someone().signsIn(), List.of()));
        }

        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(stream.toByteArray()))) {
            assertThatThrownBy(in::readObject).isInstanceOf(InvalidObjectException.class);
        }
    }

    @Test
    void rule30_thereIsNoneWithoutACaller() {
        assertThatNullPointerException().isThrownBy(() -> new CallerAuthentication(null, List.of()));
    }

    @Test
    void itIsTheCallersNameAndRoles() {
        Caller caller = new Someone().signsIn();
        CallerAuthentication alice =
                new CallerAuthentication(caller, CallerAuthorities.ofRoles().of(caller));

        assertThat(alice.getName()).isEqualTo("1");
        assertThat(alice.getAuthorities()).extracting(Object::toString).containsExactly("ROLE_user");
        assertThat(alice.isAuthenticated()).isTrue();
    }
}
