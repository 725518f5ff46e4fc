package dev.sallyport;

import dev.sallyport.SecurityEvent.Kind;
import dev.sallyport.key.Secrets;
import dev.sallyport.social.Identity;
import dev.sallyport.social.SocialStore;
import dev.sallyport.social.SocialStore.Link;
import java.time.Instant;
import java.util.Optional;

/** The accounts that identities open. Issuer and subject alone decide; an e-mail address never does [25]. */
final class FederatedAccounts {

    private final SocialStore links;
    private final Accounts accounts;
    private final SecurityEvents events;

    FederatedAccounts(SocialStore links, Accounts accounts, SecurityEvents events) {
        this.links = links;
        this.accounts = accounts;
        this.events = events;
    }

    /** The user that the identity is linked to, or a new one. */
    User signIn(Identity identity, Instant now) {
        Link link = known(identity).orElseGet(() -> newcomer(identity, now));
        return link.settled() ? existing(link.userId()) : register(link, identity, now);
    }

    private Optional<Link> known(Identity identity) {
        return links.find(identity.issuer(), identity.subject());
    }

    /**
     * The account's id is written down before there is an account: tabs that race are given one and the same, and so is whoever
     * comes after a crash. Nor is an address in use that another tab has just registered for this very identity.
     */
    private Link newcomer(Identity identity, Instant now) {
        if (identity.profile().email().filter(accounts::ownsEmail).isPresent()) {
            return known(identity).orElseThrow(() -> new RefusedException(Refusal.ACCOUNT_EXISTS));
        }
        return links.add(new Link(Secrets.randomId(), identity, Secrets.randomId(), now, false));
    }

    /** Links the identity to a user who is signed in. */
    void link(Identity identity, RequestContext context, SessionRef ref) {
        Link wished = new Link(Secrets.randomId(), identity, ref.userId(), context.now(), true);
        Link standing = links.add(wished);
        if (!standing.userId().equals(ref.userId())) {
            throw new RefusedException(Refusal.IDENTITY_TAKEN);
        }
        if (standing.id().equals(wished.id())) {
            events.raise(Kind.IDENTITY_LINKED, context, ref);
        }
    }

    private User register(Link link, Identity identity, Instant now) {
        Optional<User> registered = accounts.register(link.userId(), identity);
        if (registered.isEmpty()) {
            links.remove(link.userId(), link.id(), rest -> true);
            throw new RefusedException(Refusal.REGISTRATION_CLOSED);
        }
        User user = registered.get();
        Link settled =
                links.settle(link, user.id()).orElseThrow(() -> new RefusedException(Refusal.CREDENTIALS_REJECTED));
        events.raise(Kind.IDENTITY_LINKED, now, settled.userId());
        return settled.userId().equals(user.id()) ? user : existing(settled.userId());
    }

    private User existing(String userId) {
        return accounts.find(userId).orElseThrow(() -> new RefusedException(Refusal.CREDENTIALS_REJECTED));
    }
}
