package dev.sallyport.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.web.Reply.Header;
import dev.sallyport.web.SetCookie.Attributes;
import dev.sallyport.web.SetCookie.SameSite;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplyTest {

    private static final SetCookie FIRST = cookie("first");
    private static final SetCookie SECOND = cookie("second");

    @Test
    void cookies_and_fields_are_added_behind_those_there_are() {
        Reply reply = Reply.of(200, Map.of("a", 1))
                .with(new Header("A", "1"))
                .with(List.of(FIRST))
                .with(new Header("B", "2"))
                .with(List.of(SECOND));

        assertThat(reply.headers()).containsExactly(new Header("A", "1"), new Header("B", "2"));
        assertThat(reply.cookies()).containsExactly(FIRST, SECOND);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo(Map.of("a", 1));
    }

    @Test
    void adding_leaves_the_first_reply_as_it_was() {
        Reply before = Reply.noContent();
        before.with(new Header("A", "1")).with(List.of(FIRST));

        assertThat(before.headers()).isEmpty();
        assertThat(before.cookies()).isEmpty();
    }

    @Test
    void an_empty_map_is_no_body_but_an_empty_list_is_one() {
        assertThat(Reply.noContent().hasBody()).isFalse();
        assertThat(Reply.noContent().status()).isEqualTo(204);
        assertThat(Reply.of(200, List.of()).hasBody()).isTrue();
        assertThat(Reply.of(200, Map.of("a", 1)).hasBody()).isTrue();
    }

    @Test
    void its_text_form_leaks_neither_body_nor_cookie() {
        assertThat(Reply.of(200, Map.of("token", "secret")).with(List.of(FIRST)))
                .hasToString("Reply 200");
    }

    private static SetCookie cookie(String name) {
        return new SetCookie(name, "secret", Optional.empty(), new Attributes(true, true, SameSite.STRICT));
    }
}
