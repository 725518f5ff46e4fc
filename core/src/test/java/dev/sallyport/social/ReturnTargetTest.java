package dev.sallyport.social;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnTargetTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/account",
                "/account/",
                "/a/b/c.html",
                "/search?q=a%20b&page=2",
                "/search?next=https://elsewhere.example/",
                "/?a=//b",
                "/app#/route/2?x=1",
                "/auth/social/done#k3-_Zx",
                "/~user/@me:a;b=c,d+e$f!g*(h)'",
                "/%C3%BC",
                "/a.b/..c/d..",
            })
    void rule27_a_path_of_ours_is_kept_as_it_is(String text) {
        assertThat(ReturnTarget.parse(text)).map(ReturnTarget::text).contains(text);
        assertThat(URI.create("https://app.example.com/").resolve(text).getHost())
                .isEqualTo("app.example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "evil.example",
                "https://evil.example",
                "https:/evil.example",
                "https:evil.example",
                "HTTPS://evil.example/",
                "http:\\\\evil.example",
                "//evil.example",
                "///evil.example",
                "////evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "\\/evil.example",
                "/\\/evil.example",
                "/\t/evil.example",
                "/\n/evil.example",
                "/\r/evil.example",
                "/\r\nLocation: https://evil.example",
                "/\u0000/evil.example",
                "\t//evil.example",
                " //evil.example",
                "/ /evil.example",
                "/a//evil.example",
                "/.//evil.example",
                "/..//evil.example",
                "/./a",
                "/a/..",
                "/a/../b",
                "/%2e%2e//evil.example",
                "/%2e/a",
                "/.%2E/a",
                "/%2f/evil.example",
                "/%2F%2Fevil.example",
                "/%5cevil.example",
                "/%5C/evil.example",
                "/%09/evil.example",
                "/%0d%0aSet-Cookie:a=b",
                "/%00",
                "/a%zz",
                "/%",
                "javascript:alert(1)",
                "data:text/html,x",
                "//evil.example\\@ours",
                "https://app.example.com@evil.example",
                "@evil.example",
                "//[::1]/",
                "/\u2028/evil.example",
                "/\u3002evil",
                "\u2215\u2215evil.example",
                "/<script>",
                "/\"onload=",
                "/a|b",
                "/a?b\\c",
                "/a#b\\c",
                "/a?b\nc",
                "/a#b#c",
                "?a",
                "#a",
                "./a",
                "../a",
                ";//evil.example",
            })
    void rule27_whatever_could_lead_elsewhere_is_refused(String text) {
        assertThat(ReturnTarget.parse(text)).isEmpty();
    }

    @Test
    void rule27_a_path_of_a_megabyte_is_refused_unread() {
        assertThat(ReturnTarget.parse("/" + "a".repeat(1_000_000))).isEmpty();
        assertThat(ReturnTarget.parse("/" + "a".repeat(1023))).isPresent();
        assertThat(ReturnTarget.parse("/" + "a/".repeat(511) + "\\")).isEmpty();
    }
}
