package dev.sallyport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceNameTest {

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0 | Firefox 153 on Linux
            Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 | Firefox 140 on Ubuntu
            Mozilla/5.0 (Android 15; Mobile; rv:143.0) Gecko/143.0 Firefox/143.0 | Firefox 143 on Android
            Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/143.2 Mobile/15E148 Safari/605.1.15 | Firefox 143 on iPhone
            Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 | Chrome 141 on Windows
            Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/156.0.0.0 Safari/537.36 | Chrome 156 on Linux
            Mozilla/5.0 (Linux; Android 16; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36 | Chrome 156 on Android
            Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/141.0.7390.41 Mobile/15E148 Safari/604.1 | Chrome 141 on iPhone
            Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 | Chrome 141 on ChromeOS
            Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0 | Edge 156 on Windows
            Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 OPR/124.0.0.0 | Opera 124 on Windows
            Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36 | Samsung Internet 28 on Android
            Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15 | Safari on macOS
            Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1 | Safari on iPhone
            Mozilla/5.0 (iPad; CPU OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1 | Safari on iPad
            """)
    void a_browser_is_named_with_its_version_and_system(String userAgent, String name) {
        assertThat(DeviceName.of(userAgent)).contains(name);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "curl/8.14.1, curl/8.14.1",
        "okhttp/5.1.0, okhttp/5.1.0",
        "Dart/3.5 (dart:io), Dart/3.5",
        "Java-http-client/17.0.15, Java-http-client/17.0.15",
        "Acme-Notes/2.3 (iOS 18.6; iPhone16), Acme-Notes/2.3 on iPhone",
        "AcmeNotes, AcmeNotes",
    })
    void another_program_is_named_by_its_product(String userAgent, String name) {
        assertThat(DeviceName.of(userAgent)).contains(name);
    }

    @Test
    void of_a_browser_that_nobody_knows_its_system_is_left() {
        assertThat(DeviceName.of("Mozilla/5.0 (X11; Linux x86_64) Unheard")).contains("Linux");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Mozilla/5.0 (a laptop)", "(no product)", "<script>alert(1)</script>", "\u0000"})
    void what_names_nothing_has_no_name(String userAgent) {
        assertThat(DeviceName.of(userAgent)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void a_name_is_short_and_neither_markup_nor_command_nor_a_second_line(String userAgent) {
        DeviceName.of(userAgent).ifPresent(name -> assertThat(name).matches("[\\p{L}\\p{N} ./_+-]{1,60}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<b>x</b>", "<img src=x onerror=a()>", "\r\nSet-Cookie: a=b", "\u001b[2J", "\u202e"})
    void what_a_pattern_lets_through_is_made_harmless(String piece) {
        String name = DeviceName.of("Mozilla/5.0 (X11) " + piece + "/1.2 CFNetwork/1568.1 Darwin/24.0.0")
                .orElseThrow();

        assertThat(name).matches("[\\p{L}\\p{N} ./_+-]{1,60}");
    }

    /** Also what makes a backtracking pattern go back furthest; an endless match would show as a run that does not end. */
    static Stream<String> hostile() {
        List<String> heads = List.of("", "Mozilla/5.0 (X11; Linux x86_64; rv:1) Gecko/1 ", "Opera/9.80 (", "x/1 ");
        List<String> pieces = List.of(
                "a",
                "A1",
                " ",
                "; ",
                "(",
                "/",
                "1.",
                "Firefox/",
                "Mobile ",
                "<b>",
                "\"'",
                "\r\nSet-Cookie: a=b",
                "\u001b[2J");
        Random random = new Random(7);
        Stream<String> mixed = Stream.generate(() -> random.ints(200, 0, pieces.size())
                        .mapToObj(pieces::get)
                        .reduce("Mozilla/5.0 (", String::concat))
                .limit(200);
        return Stream.concat(
                        heads.stream().flatMap(head -> pieces.stream().map(piece -> head + piece.repeat(200))), mixed)
                .map(text -> text.substring(0, 200));
    }
}
