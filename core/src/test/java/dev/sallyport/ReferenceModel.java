package dev.sallyport;

import dev.sallyport.config.ConfigDraft;
import dev.sallyport.session.Rotation;
import dev.sallyport.session.Session;
import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;

/** What one session owes whoever brings a refresh token, told as plainly as can be: tokens are numbered as they are made. */
final class ReferenceModel {

    private final ConfigDraft rules;
    private final Instant end;
    private int current;
    private Instant seen;
    private Session.Client place;
    private final BitSet repeated = new BitSet();
    private int longestRow;
    private boolean ended;

    ReferenceModel(ConfigDraft rules, Instant opened, Session.Client place) {
        this.rules = rules;
        this.end = opened.plus(rules.sessionLifetime);
        this.seen = opened;
        this.place = place;
    }

    /** The number of the token that is given to who brings this one from there, or the code of the refusal. */
    String refresh(int token, Session.Client from, Instant now) {
        Optional<Instant> idled = rules.idle.map(seen::plus);
        if (ended) {
            return "session_revoked";
        }
        if (!now.isBefore(end) || idled.filter(at -> !now.isBefore(at)).isPresent()) {
            return "refresh_expired";
        }
        if (token == current) {
            seen = now;
            place = from;
            return String.valueOf(++current);
        }
        boolean elsewhere =
                !from.address().equals(place.address()) && !from.userAgent().equals(place.userAgent());
        if (token == current - 1 && !rules.grace.isZero() && now.isBefore(seen.plus(rules.grace)) && !elsewhere) {
            repeated.set(current);
            int row = current - repeated.previousClearBit(current);
            longestRow = Math.max(longestRow, row);
            if (row <= Rotation.MOST_REPEATED_IN_A_ROW) {
                return String.valueOf(current);
            }
        }
        ended = true;
        return "refresh_reused";
    }

    /** How many rotations one after the other were repeated, at most. */
    int longestRow() {
        return longestRow;
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
