package dev.sallyport;

import dev.sallyport.session.Session;

/** The session that a request proved to be about, and its user. */
record SessionRef(String userId, String sessionId) {

    static SessionRef of(Caller caller) {
        return new SessionRef(caller.userId(), caller.sessionId());
    }

    static SessionRef of(Session session) {
        return new SessionRef(session.userId(), session.id());
    }
}
