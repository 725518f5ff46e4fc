package dev.sallyport.operations;

import brave.handler.MutableSpan;
import brave.handler.SpanHandler;
import brave.propagation.TraceContext;
import dev.sallyport.Accounts;
import dev.sallyport.Caller;
import dev.sallyport.User;
import dev.sallyport.key.HmacKey;
import dev.sallyport.session.SessionStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** An application on the starter whose operations are watched by all means. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class Operated {

    /** Every span that ended, the last to end last. */
    static final class Spans extends SpanHandler {

        private final List<MutableSpan> ended = new CopyOnWriteArrayList<>();

        @Override
        public boolean end(TraceContext context, MutableSpan span, Cause cause) {
            ended.add(span);
            return true;
        }

        List<MutableSpan> ended() {
            return ended;
        }
    }

    @Bean
    Spans spans() {
        return new Spans();
    }

    @Bean
    SwitchableStore switchableStore() {
        return new SwitchableStore();
    }

    @Bean
    SessionStore sessionStore(SwitchableStore store) {
        return store.store();
    }

    @Bean
    HmacKey key() {
        return HmacKey.random();
    }

    @Bean
    Accounts accounts() {
        User alice = new User("1", "alice", "alice@example.com", Set.of());
        return new Accounts() {
            @Override
            public Optional<User> authenticate(String username, String password) {
                return find("1").filter(user -> username.equals("alice") && password.equals("wonderland"));
            }

            @Override
            public Optional<User> find(String userId) {
                return Optional.of(alice).filter(user -> user.id().equals(userId));
            }
        };
    }

    @RestController
    static class Api {

        @GetMapping("/me")
        String me(Caller caller) {
            return caller.userId();
        }
    }
}
