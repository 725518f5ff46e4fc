package dev.sallyport.spring;

import dev.sallyport.Accounts;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.core.userdetails.UserDetailsPasswordService;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Where an application has users for Spring Security and no {@link Accounts}, those are the users. */
@AutoConfiguration(afterName = "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({UserDetailsService.class, PasswordEncoder.class})
public class SallyportUserDetailsAutoConfiguration {

    /** By default as Spring Security itself: a hash says in braces by which algorithm it was made. */
    @Bean
    @ConditionalOnMissingBean(Accounts.class)
    @ConditionalOnSingleCandidate(UserDetailsService.class)
    UserDetailsAccounts userDetailsAccounts(
            UserDetailsService users,
            ObjectProvider<UserDetailsMapper> mapper,
            ObjectProvider<PasswordEncoder> encoder,
            ObjectProvider<UserDetailsPasswordService> upgrades) {
        return new UserDetailsAccounts(
                users,
                mapper.getIfUnique(() -> UserDetailsAccounts.byName(users)),
                encoder.getIfUnique(PasswordEncoderFactories::createDelegatingPasswordEncoder),
                upgrades.getIfUnique(() -> (user, hash) -> user));
    }
}
