package dev.sallyport.spring.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Refusal;
import java.security.MessageDigest;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalDocumentTest {

    @ParameterizedTest(name = "Accept {0}, Sec-Fetch-Dest {1}: {2}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            text/html,application/xhtml+xml,*/*;q=0.8 | document | true
            TEXT/HTML                                 | document | true
            text/html,*/*;q=0.8                       | -        | true
            text/html                                 | empty    | false
            text/html                                 | iframe   | false
            text/html                                 | image    | false
            */*                                       | document | false
            application/json                          | -        | false
            -                                         | -        | false
            -                                         | document | false
            """)
    void aPageIsForWhoeverAsksForADocumentAndCanShowOne(String accept, String fetchDest, boolean wanted) {
        assertThat(RefusalDocument.isWanted(accept, fetchDest)).isEqualTo(wanted);
    }

    @Test
    void itsPolicyLetsItsOwnStylesApplyAndNothingElse() throws Exception {
        String html = RefusalDocument.html(Refusal.FORBIDDEN, "No.", "/");
        String style = html.substring(html.indexOf("<style>") + "<style>".length(), html.indexOf("</style>"));
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(style.getBytes(UTF_8));

        assertThat(RefusalDocument.POLICY)
                .contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'")
                .startsWith("default-src 'none'; ")
                .doesNotContain("script-src", "unsafe");
        assertThat(html).doesNotContain("<script", " style=", " onclick=");
    }

    @Test
    void nothingThatItIsToldBecomesMarkup() {
        assertThat(RefusalDocument.html(Refusal.MALFORMED_REQUEST, "<b>&\"", "/a\"b/"))
                .contains("&lt;b&gt;&amp;&quot;", "href=\"/a&quot;b/\"")
                .doesNotContain("<b>");
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void eachRefusalHasATitleItsSentenceItsCodeAndAWayOn(Refusal refusal) {
        assertThat(RefusalDocument.html(refusal, refusal.detail(), "/shop/"))
                .containsPattern("<h1>[A-Z][a-z].*</h1>")
                .contains("<code>" + refusal.code() + "</code>", "href=\"/shop/\"")
                .doesNotContainPattern("%[0-9]");
    }
}
