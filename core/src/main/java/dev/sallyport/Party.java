package dev.sallyport;

import dev.sallyport.session.Session;
import java.util.function.Supplier;

/** Whose session a request proved to be about. */
record Party(String userId, String sessionId) {

    static Party of(Caller caller) {
        return new Party(caller.userId(), caller.sessionId());
    }

    static Party of(Session session) {
        return new Party(session.userId(), session.id());
    }

    /** Does what may be refused; the refusal then says whose request it was. */
    <T> T attempt(Supplier<T> action) {
        try {
            return action.get();
        } catch (RefusedException reason) {
            throw reason.about(this);
        }
    }
}
