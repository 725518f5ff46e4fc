package dev.sallyport;

import dev.sallyport.SecurityEvent.Kind;
import dev.sallyport.social.Profile;
import dev.sallyport.social.Provider;
import dev.sallyport.social.SocialStore;
import dev.sallyport.social.SocialStore.Link;
import dev.sallyport.web.Reply;
import java.util.LinkedHashMap;
import java.util.Map;

/** The links between a user's account and those at providers, in their own hands. */
final class LinkedIdentities {

    private final SocialStore links;
    private final Accounts accounts;
    private final SecurityEvents events;
    private final ProviderGateway providers;
    private final RecentProof recent;

    LinkedIdentities(
            SocialStore links,
            Accounts accounts,
            SecurityEvents events,
            ProviderGateway providers,
            RecentProof recent) {
        this.recent = recent;
        this.links = links;
        this.accounts = accounts;
        this.events = events;
        this.providers = providers;
    }

    Reply list(Caller caller) {
        return Reply.of(
                        200,
                        links.of(caller.userId()).stream()
                                .filter(Link::settled)
                                .map(this::listed)
                                .toList())
                .with(Replies.NO_STORE);
    }

    /** Somebody who finds an unlocked screen must not be able to link an account of their own, or to take one away. */
    Reply unlink(RequestContext context, Caller caller, String id) {
        RefusedException.throwIf(recent.problem(caller, context.now()));
        // Asked before and not inside: the application's answer may need the very connection that the removal holds.
        boolean hasPassword = accounts.hasPassword(caller.userId());
        SocialStore.Removal removal = links.remove(
                caller.userId(), id, rest -> hasPassword || rest.stream().anyMatch(this::opens));
        return switch (removal) {
            case UNKNOWN -> throw new RefusedException(Refusal.NOT_FOUND);
            case NEEDED -> throw new RefusedException(Refusal.LAST_WAY_IN);
            case REMOVED -> {
                events.raise(Kind.IDENTITY_UNLINKED, context, SessionRef.of(caller));
                yield Reply.noContent();
            }
        };
    }

    /** A link to a provider that is no longer configured opens nothing. */
    private boolean opens(Link link) {
        return link.settled() && providers.named(link.identity().provider()).isPresent();
    }

    private Map<String, Object> listed(Link link) {
        String provider = link.identity().provider();
        Profile profile = link.identity().profile();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", link.id());
        body.put("provider", provider);
        body.put("name", providers.named(provider).map(Provider::name).orElse(provider));
        body.put("email", profile.email().orElse(null));
        body.put("displayName", profile.name().orElse(null));
        body.put("picture", profile.picture().orElse(null));
        body.put("linkedAt", link.linkedAt().toString());
        return body;
    }
}
