package dev.sallyport.spring.test;

import dev.sallyport.Accounts;
import dev.sallyport.Sallyport;
import dev.sallyport.config.SallyportConfig;
import dev.sallyport.spring.SallyportAutoConfiguration;
import dev.sallyport.spring.SallyportUserDetailsAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** Callers for tests of whole applications and of slices. */
@AutoConfiguration(after = {SallyportAutoConfiguration.class, SallyportUserDetailsAutoConfiguration.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class SallyportTestAutoConfiguration {

    /** For a slice, which has none of the application's services. */
    @Bean
    @ConditionalOnMissingBean(Accounts.class)
    TestAccounts testAccounts() {
        return new TestAccounts();
    }

    @Bean
    TestCallers testCallers(Sallyport gate, SallyportConfig config, ObjectProvider<TestAccounts> accounts) {
        return new TestCallers(gate, config, accounts.getIfAvailable(TestAccounts::new));
    }

    @Bean
    MockMvcBuilderCustomizer sallyportCallers(TestCallers callers) {
        return builder -> builder.defaultRequest(MockMvcRequestBuilders.get("/").with(CallerRequests.ofTest(callers)));
    }
}
