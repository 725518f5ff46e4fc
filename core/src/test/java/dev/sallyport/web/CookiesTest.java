package dev.sallyport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CookiesTest {

    private static final List<String> NAMES = List.of("access", "refresh", "visitor");

    @Test
    void finds_each_cookie_of_ours_among_those_of_others() {
        Cookies cookies = read("theme=dark; access=a1; lang=en; refresh=r1");

        assertThat(cookies.value("access")).isEqualTo("a1");
        assertThat(cookies.value("refresh")).isEqualTo("r1");
        assertThat(cookies.value("visitor")).isNull();
        assertThat(cookies.duplicate()).isNull();
    }

    @Test
    void reads_every_line_of_the_header() {
        Cookies cookies = read("access=a1", "theme=dark; refresh=r1");

        assertThat(cookies.value("access")).isEqualTo("a1");
        assertThat(cookies.value("refresh")).isEqualTo("r1");
    }

    @Test
    void knows_only_the_names_it_was_asked_for() {
        assertThat(read("theme=dark").value("theme")).isNull();
    }

    @ParameterizedTest(name = "[{0}] holds access = [{1}]")
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            access=a|a
            access=a;|a
            ;;access=a;;|a
            access=a;refresh=r|a
              access=a|a
            access=a  ; b=c|a
            	access=a	|a
            access=a=b==|a=b==
            access="a"|a
            access="a|"a
            access=a"|a"
            access="|"
            access=""|
            access="a" |a
            access=""a""|"a"
            access= a| a
            access=|
            access|
            =access|
            =|
            =access=a|
            accessible=a|
            access2=a|
            acces=a|
            xaccess=a|
            ACCESS=a|
            access =a|
            a=access=b|
            """)
    void reads_what_a_line_spells(String line, String value) {
        assertThat(read(line).value("access")).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "access=a; access=b",
                "access=a; access=a",
                "access=a;x=y;access=b",
                "access=; access=b",
                "access=a; access=",
                "access=a\naccess=b",
            })
    void rule3_a_name_that_comes_twice_in_one_line_or_two_is_reported(String lines) {
        assertThat(read(lines.split("\n", -1)).duplicate()).isEqualTo("access");
    }

    @Test
    void rule3_the_first_of_several_doubled_names_is_reported() {
        assertThat(read("refresh=1; access=1; access=2; refresh=2").duplicate()).isEqualTo("access");
    }

    @Test
    void a_doubled_name_of_others_is_their_business() {
        assertThat(read("theme=dark; theme=light; access=a").duplicate()).isNull();
    }

    @Test
    void no_line_holds_no_cookie() {
        assertThat(read().value("access")).isNull();
        assertThat(read("").value("access")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "a;", "; ", "=", "access", " "})
    void a_megabyte_of_nothing_is_read_to_its_end(String piece) {
        String line = piece.repeat(1_000_000 / piece.length()) + "; access=last";

        assertThat(read(line).value("access")).isEqualTo("last");
    }

    @Test
    void rule4_a_value_longer_than_any_browser_keeps_is_cut_and_still_too_long() {
        assertThat(read("access=" + "a".repeat(4096)).value("access")).hasSize(4096);
        assertThat(read("access=" + "a".repeat(1_000_000)).value("access")).hasSize(4097);
    }

    @Test
    void agrees_with_a_naive_splitter_on_random_lines() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 50_000; round++) {
            String line = randomLine(random);
            Cookies cookies = read(line);
            boolean doubled =
                    NAMES.stream().anyMatch(name -> naively(line, name).size() > 1);
            assertThat(cookies.duplicate() != null)
                    .as("doubled in [%s], seed %d", line, seed)
                    .isEqualTo(doubled);
            for (String name : doubled ? List.<String>of() : NAMES) {
                List<String> all = naively(line, name);
                String last = all.isEmpty() ? "" : all.get(all.size() - 1);
                assertThat(cookies.value(name))
                        .as("%s in [%s], seed %d", name, line, seed)
                        .isEqualTo(last.isEmpty() ? null : last);
            }
        }
    }

    private static String randomLine(Random random) {
        List<String> pieces = List.of("access", "refresh", "visitor", "x", "=", "=", ";", "; ", " ", "\t", "\"", ",");
        StringBuilder line = new StringBuilder();
        for (int i = random.nextInt(14); i > 0; i--) {
            line.append(pieces.get(random.nextInt(pieces.size())));
        }
        return line.toString();
    }

    private static List<String> naively(String line, String name) {
        List<String> values = new ArrayList<>();
        for (String pair : line.split(";", -1)) {
            String[] sides = pair.split("=", 2);
            if (sides.length == 2 && sides[0].stripLeading().equals(name)) {
                String value = sides[1].stripTrailing();
                values.add(value.matches("\".*\"") ? value.substring(1, value.length() - 1) : value);
            }
        }
        return values;
    }

    private static Cookies read(String... lines) {
        return Cookies.read(List.of(lines), NAMES);
    }
}
