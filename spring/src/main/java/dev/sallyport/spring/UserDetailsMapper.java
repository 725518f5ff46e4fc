package dev.sallyport.spring;

import dev.sallyport.User;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * How the users of a {@code UserDetailsService} are users of the gate. Without a bean of this type a user's id is their username, which
 * must then never be given to anybody else. Define one where users have ids of their own, as rows of a table have:
 *
 * <pre>{@code
 * @Bean
 * UserDetailsMapper customersById(CustomerRepository customers) {
 *     return new UserDetailsMapper() {
 *         public User user(UserDetails details) {
 *             Customer customer = (Customer) details;
 *             return new User(
 *                     String.valueOf(customer.getId()), customer.getUsername(), customer.getEmail(), UserDetailsMapper.roles(details));
 *         }
 *
 *         public Optional<UserDetails> find(String userId) {
 *             return customers.findById(Long.valueOf(userId)).map(customer -> customer);
 *         }
 *     };
 * }
 * }</pre>
 */
public interface UserDetailsMapper {

    /** The user behind these details. {@link User#id} is the claim {@code sub} of every token. */
    User user(UserDetails details);

    /** The details of the user with this id, as they are now; empty if there is no such user. Asked at every refresh. */
    Optional<UserDetails> find(String userId);

    /** The authorities as roles: without the prefix {@code ROLE_} where they have it, and else as they are. */
    static Set<String> roles(UserDetails details) {
        return CallerAuthorities.roles(details.getAuthorities());
    }
}
