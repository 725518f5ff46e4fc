package dev.sallyport;

import java.time.Instant;
import java.util.Optional;

/** What one session owes whoever brings a refresh token, told as plainly as can be: tokens are numbered as they are made. */
final class ReferenceModel {

    private final ConfigDraft rules;
    private final Instant end;
    private int current;
    private Instant seen;
    private boolean ended;

    ReferenceModel(ConfigDraft rules, Instant opened) {
        this.rules = rules;
        this.end = opened.plus(rules.sessionLifetime);
        this.seen = opened;
    }

    /** The number of the token that is given, or the code of the refusal. */
    String refresh(int token, Instant now) {
        Optional<Instant> idled = rules.idle.map(seen::plus);
        if (ended) {
            return "session_revoked";
        }
        if (!now.isBefore(end) || idled.filter(at -> !now.isBefore(at)).isPresent()) {
            return "refresh_expired";
        }
        if (token == current) {
            seen = now;
            return String.valueOf(++current);
        }
        if (token == current - 1 && now.isBefore(seen.plus(rules.grace))) {
            return String.valueOf(current);
        }
        ended = true;
        return "refresh_reused";
    }

    void signOut(Instant now) {
        ended = ended || now.isBefore(end);
    }

    String admit(Instant accessEnds, Instant now) {
        return !now.isBefore(accessEnds) ? "access_expired" : ended ? "session_revoked" : "admitted";
    }

    int rotations() {
        return current;
    }

    boolean isEnded() {
        return ended;
    }
}
