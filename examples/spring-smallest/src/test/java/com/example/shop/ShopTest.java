package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.spring.test.WithCaller;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@WebMvcTest
class ShopTest {

    @Autowired
    private MockMvcTester mvc;

    @Test
    @WithCaller("1")
    void orders_are_those_of_the_caller() {
        assertThat(mvc.get().uri("/api/orders")).bodyJson().isEqualTo("[\"an order of 1\"]");
    }

    @Test
    void a_visitor_has_no_orders() {
        assertThat(mvc.get().uri("/api/orders")).hasStatus(401);
    }
}
