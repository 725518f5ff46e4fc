package dev.sallyport.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.Caller;
import dev.sallyport.Decision;
import dev.sallyport.Refusal;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.core.context.SecurityContextImpl;

class CallerFilterTest {

    /** Of the application's own: nothing may be looked for, or left, in the static one. */
    private static final class OwnHolder implements SecurityContextHolderStrategy {

        private SecurityContext held;

        @Override
        public void clearContext() {
            held = null;
        }

        @Override
        public SecurityContext getContext() {
            return held == null ? createEmptyContext() : held;
        }

        @Override
        public void setContext(SecurityContext context) {
            held = context;
        }

        @Override
        public SecurityContext createEmptyContext() {
            return new SecurityContextImpl();
        }
    }

    private final Caller alice = new Someone().signsIn();
    private final OwnHolder holder = new OwnHolder();
    private final CallerFilter filter = new CallerFilter(holder, CallerAuthorities.ofRoles());
    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final List<Authentication> seen = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(DispatcherType.class)
    void rule30_theCallerIsThereWhateverTheDispatchIs(DispatcherType dispatch) throws Exception {
        decided(new Decision.Admitted(alice));
        request.setDispatcherType(dispatch);
        filter();

        assertThat(seen).singleElement().satisfies(who -> {
            assertThat(who.isAuthenticated()).isTrue();
            assertThat(who.getPrincipal()).isSameAs(alice);
        });
    }

    @Test
    void aThreadOfThePoolForgetsTheCaller() throws Exception {
        decided(new Decision.Admitted(alice));
        filter();

        assertThat(holder.getContext().getAuthentication()).isNull();
    }

    @Test
    void itForgetsThemToWhereTheRequestFails() {
        decided(new Decision.Admitted(alice));

        assertThatThrownBy(() -> filter.doFilter(request, new MockHttpServletResponse(), (req, res) -> {
                    throw new ServletException("failed");
                }))
                .hasMessage("failed");
        assertThat(holder.getContext().getAuthentication()).isNull();
    }

    @Test
    void whoeverForwardsGoesOnAsWhoTheyWere() throws Exception {
        Authentication before = new TestingAuthenticationToken("somebody", null);
        holder.setContext(new SecurityContextImpl(before));
        decided(new Decision.Admitted(alice));
        filter();

        assertThat(holder.getContext().getAuthentication()).isSameAs(before);
    }

    @Test
    void aVisitorIsLeftToTheRestOfTheChain() throws Exception {
        decided(new Decision.Anonymous(Refusal.ACCESS_MISSING));
        filter();

        assertThat(seen).containsExactly((Authentication) null);
    }

    private void decided(Decision decision) {
        request.setAttribute(Decision.class.getName(), decision);
    }

    private void filter() throws Exception {
        filter.doFilter(
                request,
                new MockHttpServletResponse(),
                (req, res) -> seen.add(holder.getContext().getAuthentication()));
    }
}
