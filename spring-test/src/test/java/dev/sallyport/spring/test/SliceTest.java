package dev.sallyport.spring.test;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** A controller by itself: the gate is there, and the application's users are not. */
@WebMvcTest(Shop.Pages.class)
class SliceTest {

    @Autowired
    private MockMvcTester mvc;

    @Test
    void a_visitor_is_turned_away_by_the_gate() {
        assertThat(mvc.get().uri("/me?userId=17")).hasStatus(401).bodyText().contains("access_missing");
    }

    @Test
    @WithCaller(userId = "17", roles = "admin")
    void a_caller_is_let_in() {
        assertThat(mvc.get().uri("/me")).hasStatusOk().hasBodyTextEqualTo("17 [admin]");
        assertThat(mvc.get().uri("/admins")).hasStatusOk();
        assertThat(mvc.post().uri("/me")).hasStatusOk();
    }

    @Test
    @WithMockUser(username = "ann")
    void so_is_a_user_of_spring_security() {
        assertThat(mvc.get().uri("/me")).hasStatusOk().hasBodyTextEqualTo("ann [USER]");
    }
}
