package dev.sallyport.spring.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.Caller;
import dev.sallyport.Refusal;
import dev.sallyport.RefusedException;
import dev.sallyport.spring.Gullible;
import dev.sallyport.spring.Someone;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.support.MessageBuilder;

class MessageCallerArgumentTest {

    private final Someone alice = new Someone();
    private final MessageCallerArgument argument = new MessageCallerArgument(alice::gate);

    @Test
    void rule30_whoOpenedTheSocketIsTheCaller() throws Exception {
        Caller caller = alice.signsIn();

        assertThat(argument.resolveArgument(parameter("bare", Caller.class), overTheSocketOf(caller)))
                .isSameAs(caller);
        assertThat(argument.resolveArgument(parameter("optional", Optional.class), overTheSocketOf(caller)))
                .isEqualTo(Optional.of(caller));
    }

    @Test
    void rule19_aSessionThatEndedSpeaksNoMoreThoughItsSocketIsOpenYet() throws Exception {
        Message<?> message = overTheSocketOf(alice.signsIn());
        alice.gate().revokeAll("1");

        assertRefused(message, Refusal.SESSION_REVOKED);
        assertThat(argument.resolveArgument(parameter("optional", Optional.class), message))
                .isEqualTo(Optional.empty());
    }

    @Test
    void rule30_aMessageThatCameOverNoSocketIsNobodys() throws Exception {
        assertRefused(MessageBuilder.withPayload("userId=root").build(), Refusal.ACCESS_MISSING);
    }

    private void assertRefused(Message<?> message, Refusal because) throws Exception {
        MethodParameter parameter = parameter("bare", Caller.class);
        assertThatThrownBy(() -> argument.resolveArgument(parameter, message))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(because));
    }

    private static Message<?> overTheSocketOf(Caller caller) {
        Map<String, Object> attributes = new HashMap<>();
        CallerHandshake.put(caller, attributes);
        SimpMessageHeaderAccessor headers = SimpMessageHeaderAccessor.create(SimpMessageType.MESSAGE);
        headers.setSessionAttributes(attributes);
        return MessageBuilder.createMessage("userId=root", headers.getMessageHeaders());
    }

    private static MethodParameter parameter(String method, Class<?> type) throws Exception {
        return MethodParameter.forExecutable(Gullible.class.getDeclaredMethod(method, type), 0);
    }
}
