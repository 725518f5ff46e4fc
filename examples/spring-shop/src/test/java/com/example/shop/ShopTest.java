package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.spring.test.CallerRequests;
import dev.sallyport.spring.test.TestCallers;
import dev.sallyport.spring.test.TestClock;
import dev.sallyport.spring.test.TestSession;
import dev.sallyport.spring.test.WithCaller;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/**
 * The shop as its page meets it. Ann (1001), Bob (1002) and Eve (1003) are those of db/development. No test is @Transactional: one
 * transaction around test and shop would hide that a controller lacks its own.
 */
@SpringBootTest
@AutoConfigureMockMvc
class ShopTest {

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private TestCallers callers;

    @Autowired
    private TestClock clock;

    @Test
    void everybody_sees_what_can_be_bought() {
        assertThat(get("/api/products")).bodyJson().extractingPath("$[0].name").isEqualTo("Sourdough loaf");
    }

    @Test
    void a_visitor_sees_no_orders() {
        assertThat(get("/api/orders")).hasStatus(401).bodyText().contains("access_missing");
    }

    @Test
    @WithCaller("1001")
    void customers_see_their_own_orders() {
        assertThat(get("/api/orders"))
                .bodyJson()
                .extractingPath("$[*].customer")
                .asArray()
                .containsOnly("ann");
    }

    @Test
    @WithCaller("1002")
    void and_nobody_elses() {
        assertThat(get("/api/orders")).bodyJson().isEqualTo("[]");
    }

    @Test
    @WithCaller("1001")
    void an_order_has_our_prices_whatever_the_page_says() {
        assertThat(post("/api/orders", "[{\"product\": 2, \"quantity\": 3, \"cents\": 1}]"))
                .hasStatus(201)
                .bodyJson()
                .extractingPath("$.totalCents")
                .isEqualTo(630);
        assertThat(get("/api/orders"))
                .bodyJson()
                .extractingPath("$[0].totalCents")
                .isEqualTo(630);
    }

    @Test
    @WithCaller("1001")
    void an_order_of_nothing_is_refused() {
        assertThat(post("/api/orders", "[]")).hasStatus(400);
        assertThat(post("/api/orders", "[{\"product\": 2, \"quantity\": -3}]")).hasStatus(400);
        assertThat(post("/api/orders", "[{\"product\": 77, \"quantity\": 1}]")).hasStatus(400);
    }

    @Test
    @WithCaller(userId = "1001", roles = "CUSTOMER")
    void a_customer_is_kept_out_of_administration() {
        assertThat(get("/api/admin/customers")).hasStatus(403).bodyText().contains("forbidden");
    }

    @Test
    @WithCaller(userId = "1003", roles = "ADMIN")
    void the_staff_sees_everybodys_orders_and_locks_customers() {
        assertThat(get("/api/admin/orders")).hasStatusOk();
        assertThat(post("/api/admin/customers/1001/lock", "")).hasStatusOk();
        assertThat(get("/api/admin/customers"))
                .bodyJson()
                .extractingPath("$[?(@.username=='ann')].locked")
                .asArray()
                .containsExactly(true);
        assertThat(post("/api/admin/customers/1001/unlock", "")).hasStatusOk();
    }

    @Test
    @WithCaller(userId = "1003", roles = "ADMIN")
    void whoever_is_locked_is_out_at_once() {
        TestSession ann = callers.signIn("1001");
        assertThat(mvc.get().uri("/api/account").with(CallerRequests.with(ann))).hasStatusOk();

        assertThat(post("/api/admin/customers/1001/lock", "")).hasStatusOk();

        assertThat(mvc.get().uri("/api/account").with(CallerRequests.with(ann)))
                .hasStatus(401)
                .bodyText()
                .contains("session_revoked");
        assertThat(post("/api/admin/customers/1001/unlock", "")).hasStatusOk();
    }

    @Test
    @WithCaller(userId = "1003", roles = "ADMIN")
    void nobody_locks_themselves_out() {
        assertThat(post("/api/admin/customers/1003/lock", "")).hasStatus(409);
    }

    @Test
    @WithCaller("1003")
    void whoever_has_just_signed_in_changes_the_address() {
        assertThat(post("/api/account/address", "{\"address\": \"9 High Street\"}"))
                .hasStatusOk();
        assertThat(get("/api/account")).bodyJson().extractingPath("$.address").isEqualTo("9 High Street");
    }

    @Test
    void four_minutes_later_the_password_is_asked_for_first() {
        TestSession ann = callers.signIn("1001");
        clock.advance(Duration.ofMinutes(4));

        assertThat(mvc.post()
                        .uri("/api/account/address")
                        .with(CallerRequests.with(ann))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"address\": \"9 High Street\"}"))
                .hasStatus(401)
                .bodyText()
                .contains("insufficient_user_authentication");
        assertThat(mvc.get().uri("/api/account").with(CallerRequests.with(ann)))
                .bodyJson()
                .extractingPath("$.address")
                .isEqualTo("1 Mill Lane");
    }

    private MvcTestResult get(String path) {
        return mvc.get().uri(path).exchange();
    }

    private MvcTestResult post(String path, String json) {
        return mvc.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .content(json)
                .exchange();
    }
}
