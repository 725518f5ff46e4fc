package dev.sallyport.spring.socket;

import dev.sallyport.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.messaging.handler.annotation.MessageExceptionHandler;
import org.springframework.web.bind.annotation.ControllerAdvice;

/** A message that is refused is no fault: Spring would log each one as an error, and strangers can send many [29]. */
@ControllerAdvice
final class RefusedMessages {

    private static final Logger LOG = LoggerFactory.getLogger(RefusedMessages.class);

    @MessageExceptionHandler
    void refused(RefusedException reason) {
        LOG.debug("a message was refused: {}", reason.refusal().code());
    }
}
