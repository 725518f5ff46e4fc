package dev.sallyport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountNamesTest {

    private final Accounts accounts = new People();

    @ParameterizedTest
    @ValueSource(strings = {"zoë", "ZOË", " zoë\t", "zoe\u0308", "ZOE\u0308", "\uff5aoë"})
    void rule34_spellings_of_one_name_are_one(String spelling) {
        assertThat(accounts.foldName(spelling)).isEqualTo("zoë");
    }

    @Test
    void names_are_told_apart_and_a_strange_one_is_a_name() {
        assertThat(accounts.foldName("zoe")).isNotEqualTo(accounts.foldName("zoë"));
        assertThat(accounts.foldName("\ud800")).isEqualTo("\ud800");
        assertThat(accounts.foldName("")).isEmpty();
    }
}
