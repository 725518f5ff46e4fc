package dev.sallyport.spring.test;

import dev.sallyport.Decision;
import dev.sallyport.spring.exchange.ServletExchange;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Holds a test to its {@link WithCaller}, and puts the clock right behind it. */
final class WithCallerListener extends AbstractTestExecutionListener {

    /** Behind the one that makes the test's request, and the one that reads Spring Security's annotations. */
    @Override
    public int getOrder() {
        return 11_000;
    }

    @Override
    public void beforeTestMethod(TestContext test) {
        annotation(test).ifPresent(caller -> {
            CallerInTest.Name name = new CallerInTest.Name(caller.userId(), List.of(caller.roles()));
            CallerInTest.set(name);
            ApplicationContext application = test.getApplicationContext();
            application.getBeanProvider(TestCallers.class).ifAvailable(callers -> {
                Decision decision = callers.decision(callers.signIn(name));
                if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes here) {
                    ServletExchange.put(decision, here.getRequest());
                }
                TestSecurity.enter(decision.callerOrThrow(), application);
            });
        });
    }

    @Override
    public void afterTestMethod(TestContext test) {
        if (annotation(test).isPresent()) {
            CallerInTest.clear();
            TestSecurity.leave();
        }
        if (test.hasApplicationContext()) {
            test.getApplicationContext().getBeanProvider(TestClock.class).ifAvailable(TestClock::reset);
        }
    }

    private static Optional<WithCaller> annotation(TestContext test) {
        return Optional.ofNullable(AnnotatedElementUtils.findMergedAnnotation(test.getTestMethod(), WithCaller.class))
                .or(() -> Optional.ofNullable(
                        AnnotatedElementUtils.findMergedAnnotation(test.getTestClass(), WithCaller.class)));
    }
}
