package dev.sallyport.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** A test of controllers by themselves, where the starter is not there. */
@WebMvcTest(properties = HostileApplication.BY_ITSELF)
@ContextConfiguration(classes = SliceTest.Slice.class)
class SliceTest {

    @Configuration(proxyBeanMethods = false)
    @Import(HostileApplication.Endpoints.class)
    static class Slice {}

    @Autowired
    private MockMvcTester application;

    @Test
    void rule30_noTestPassesWithAnInventedCaller() {
        for (String path : new String[] {"/me", "/anybody"}) {
            assertThat(application.get().uri(path + "?userId=root&roles=admin&sessionId=1"))
                    .as(path)
                    .hasFailed();
        }
    }
}
