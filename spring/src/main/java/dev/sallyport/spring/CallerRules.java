package dev.sallyport.spring;

import dev.sallyport.Caller;
import dev.sallyport.RecentProof;
import dev.sallyport.Refusal;
import dev.sallyport.RefusedException;
import dev.sallyport.spring.exchange.ServletExchange;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Holds callers to {@link RequireRole} and {@link RecentSignIn}. */
final class CallerRules implements HandlerInterceptor {

    /**
     * What one method asks of its caller.
     *
     * @param roles any of them is enough
     */
    private record Rule(Optional<Set<String>> roles, Optional<RecentProof> recent) {

        boolean asksNothing() {
            return roles.isEmpty() && recent.isEmpty();
        }
    }

    private final Duration recentSignIn;
    private final Clock clock;
    private final Map<Method, Rule> rules = new ConcurrentHashMap<>();

    /** Where a method does not say how recent, {@code recentSignIn} does. */
    CallerRules(Duration recentSignIn, Clock clock) {
        this.recentSignIn = recentSignIn;
        this.clock = clock;
    }

    /** Not in the dispatch that brings a later answer: what it answers was allowed when it was asked for, and has been done. */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod called && request.getDispatcherType() != DispatcherType.ASYNC) {
            Rule rule = rules.computeIfAbsent(called.getMethod(), any -> ruleOf(called));
            if (!rule.asksNothing()) {
                judge(ServletExchange.decisionOn(request).callerOrThrow(), rule);
            }
        }
        return true;
    }

    /** The role first: whoever may not do it even so is not to be asked for a password. */
    private void judge(Caller caller, Rule rule) {
        if (rule.roles().filter(any -> any.stream().noneMatch(caller::hasRole)).isPresent()) {
            throw new RefusedException(Refusal.FORBIDDEN);
        }
        rule.recent().flatMap(recent -> recent.problem(caller, clock.instant())).ifPresent(problem -> {
            throw new RefusedException(problem);
        });
    }

    private Rule ruleOf(HandlerMethod called) {
        return new Rule(
                annotation(called, RequireRole.class).map(role -> Set.of(role.value())),
                annotation(called, RecentSignIn.class)
                        .map(recent ->
                                recent.value().isEmpty() ? recentSignIn : DurationStyle.detectAndParse(recent.value()))
                        .map(RecentProof::new));
    }

    /** On the class as it was written: a proxy's methods bear no annotations. */
    private static <A extends Annotation> Optional<A> annotation(HandlerMethod called, Class<A> type) {
        Class<?> written = ClassUtils.getUserClass(called.getBeanType());
        Method method = ClassUtils.getMostSpecificMethod(called.getMethod(), written);
        return Optional.ofNullable(AnnotatedElementUtils.findMergedAnnotation(method, type))
                .or(() -> Optional.ofNullable(AnnotatedElementUtils.findMergedAnnotation(written, type)));
    }
}
