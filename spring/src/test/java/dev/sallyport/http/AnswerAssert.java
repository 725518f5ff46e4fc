package dev.sallyport.http;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import tools.jackson.databind.JsonNode;

/** What the contract promises of answers. */
public final class AnswerAssert extends AbstractAssert<AnswerAssert, Answer> {

    private static final Pattern INNARDS = Pattern.compile(
            "Exception|\\bat \\w+\\.|java\\.|jakarta\\.|org\\.|tools\\.jackson|dev\\.sallyport|SQL|Tomcat");

    private AnswerAssert(Answer answer) {
        super(answer, AnswerAssert.class);
    }

    public static AnswerAssert assertThat(Answer answer) {
        return new AnswerAssert(answer);
    }

    public AnswerAssert isOk() {
        return hasStatus(200).hasHeader("Content-Type", "application/json");
    }

    public AnswerAssert hasStatus(int status) {
        Assertions.assertThat(actual.status()).as("status of %s", actual.body()).isEqualTo(status);
        return this;
    }

    public AnswerAssert hasHeader(String name, String value) {
        Assertions.assertThat(actual.header(name)).as(name).contains(value);
        return this;
    }

    public AnswerAssert hasNoHeader(String name) {
        Assertions.assertThat(actual.header(name)).as(name).isEmpty();
        return this;
    }

    /** A problem detail with this status and code, in the one form that all have. */
    public AnswerAssert isRefusal(int status, String code) {
        hasStatus(status).isProblem();
        Assertions.assertThat(actual.text("code")).isEqualTo(code);
        return this;
    }

    /** A page for a person, with this status and code, that runs nothing and that nobody can frame. */
    public AnswerAssert isRefusalPage(int status, String code) {
        hasStatus(status)
                .hasHeader("Content-Type", "text/html;charset=UTF-8")
                .hasHeader("Cache-Control", "no-store")
                .hasHeader("X-Content-Type-Options", "nosniff")
                .showsNoInnards();
        Assertions.assertThat(actual.header("Content-Security-Policy"))
                .hasValueSatisfying(policy -> Assertions.assertThat(policy)
                        .startsWith("default-src 'none';")
                        .contains("frame-ancestors 'none'")
                        .doesNotContain("script-src"));
        Assertions.assertThat(actual.body()).contains("<code>" + code + "</code>");
        if (status == 401) {
            hasChallengeThatOpensNoDialog();
        }
        return this;
    }

    public AnswerAssert showsAWayTo(String path) {
        Assertions.assertThat(actual.body()).contains("href=\"" + path + "\"");
        return this;
    }

    /** Some problem detail of the 4xx class: which one depends on what the client got wrong first. */
    public AnswerAssert isClientError() {
        Assertions.assertThat(actual.status()).as("status of %s", actual.body()).isBetween(400, 499);
        return isProblem();
    }

    public AnswerAssert isProblem() {
        hasHeader("Content-Type", "application/problem+json").showsNoInnards();
        JsonNode body = actual.json();
        Assertions.assertThat(body.propertyNames())
                .startsWith("type", "title", "status", "code", "detail")
                .isSubsetOf("type", "title", "status", "code", "detail", "hint", "provider", "startAgain", "returnTo");
        Assertions.assertThat(body.get("type").stringValue()).isEqualTo("about:blank");
        Assertions.assertThat(body.get("status").intValue()).isEqualTo(actual.status());
        if (actual.status() == 401) {
            hasChallengeThatOpensNoDialog();
        }
        for (String name : List.of("title", "code", "detail")) {
            Assertions.assertThat(body.get(name).stringValue()).as(name).isNotBlank();
        }
        return this;
    }

    /** RFC 9110 section 15.5.2 asks for one at every 401; browsers open a dialog for the schemes that they know. */
    public AnswerAssert hasChallengeThatOpensNoDialog() {
        Assertions.assertThat(actual.header("WWW-Authenticate"))
                .as("challenge of %s", actual.body())
                .hasValueSatisfying(challenge -> Assertions.assertThat(challenge)
                        .matches("[A-Za-z]+ realm=\"api\".*")
                        .doesNotContainPattern("(?i)\\b(basic|digest|negotiate|ntlm)\\b"));
        return this;
    }

    /** Which a server gives only where diagnostics are on. */
    public AnswerAssert hasHint(String... said) {
        Assertions.assertThat(actual.text("hint")).contains(said);
        return this;
    }

    public AnswerAssert hasNoHint() {
        Assertions.assertThat(actual.json().has("hint"))
                .as("hint of %s", actual.body())
                .isFalse();
        return this;
    }

    public AnswerAssert showsNoInnards() {
        Assertions.assertThat(actual.body()).doesNotContainPattern(INNARDS);
        return this;
    }

    public AnswerAssert setsNoCookie() {
        Assertions.assertThat(actual.cookies()).isEmpty();
        return this;
    }

    public AnswerAssert hasMembers(Map<String, ?> members) {
        JsonNode body = actual.json();
        members.forEach((name, value) -> Assertions.assertThat(
                        body.at("/" + name.replace('.', '/')).asString())
                .as(name)
                .isEqualTo(value.toString()));
        return this;
    }
}
