package dev.sallyport.spring.caller;

import dev.sallyport.Caller;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** An exception's handler that asks whose request it was. */
@RestController
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class CallersInAdvice {

    @GetMapping("/fragile")
    String fragile() {
        throw new IllegalCallerException();
    }

    @ExceptionHandler(IllegalCallerException.class)
    @ResponseStatus(HttpStatus.INTERNAL_SERVER_ERROR)
    Map<String, String> broken(Optional<Caller> caller) {
        return Map.of("whose", caller.map(Caller::userId).orElse("stranger"));
    }
}
