package dev.sallyport;

import dev.sallyport.session.Session;
import java.util.function.Supplier;

/** Whose session a request proved to be about. */
record SessionRef(String userId, String sessionId) {

    static SessionRef of(Caller caller) {
        return new SessionRef(caller.userId(), caller.sessionId());
    }

    static SessionRef of(Session session) {
        return new SessionRef(session.userId(), session.id());
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
