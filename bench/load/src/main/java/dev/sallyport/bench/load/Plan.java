package dev.sallyport.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of the table: which request at which server, and what is wanted of it. */
final class Plan {

    static final String COOKIE = "GET, JWT cookie (HS256)";
    static final String POST = "POST through both doors";
    static final String ORIGINS = "GET from one of 10,000 listed origins";
    static final String PEER_COOKIE = "*peer* Spring Security, HS256 in a cookie, GET";
    static final String PEER_POST = "*peer* Spring Security session + csrf.spa(), POST";
    static final String MICRONAUT = "*peer* Micronaut, HS256 in a cookie, GET, beside its own floor";
    static final String QUARKUS = "*peer* Quarkus, HS256 in a cookie, GET, beside its own floor";

    private static final String PROFILE = "/api/profile";
    private static final String BODY = "{\"theme\":\"dark\"}";

    private final Servers servers;
    private final Server floor;
    private final List<Variant> variants = new ArrayList<>();

    private Plan(Servers servers) throws IOException {
        this.servers = servers;
        this.floor = servers.floor();
    }

    /** Starts the servers, signs in at each, and says what is to be measured. */
    static List<Variant> of(Servers servers, Pace.Rows rows) throws IOException, InterruptedException {
        Plan plan = new Plan(servers);
        Server hmac = servers.sallyport("HS256", "--sallyport.transports=cookie,header");
        Server session = servers.springSecurity("session");
        if (rows == Pace.Rows.FEW) {
            servers.await();
            plan.hmac(hmac);
            plan.session(session);
        } else {
            plan.main(hmac, session, rows == Pace.Rows.ALL);
        }
        return plan.variants;
    }

    private void main(Server hmac, Server session, boolean all) throws IOException, InterruptedException {
        Server opaque = servers.sallyport("opaque", "--sallyport.access-token.format=opaque");
        Server ecdsa = servers.sallyport("ES256", "--sallyport.access-token.algorithm=ES256");
        Server bridge = servers.bridge();
        Server cookie = servers.springSecurity("cookie");
        servers.await();
        hmac(hmac);
        otherTokens(opaque, ecdsa);
        add("GET beside Spring Security, through the bridge", bridge, Session.ofGate(bridge), 0.85);
        session(session);
        add(PEER_COOKIE, cookie, floor, Session.ofToken(cookie));
        if (all) {
            others();
        }
    }

    private void others() throws IOException, InterruptedException {
        Server origins = servers.sallyportWithOrigins();
        List<Server> modes = new ArrayList<>();
        for (String mode : List.of("hs256", "rs256", "es256")) {
            modes.add(servers.springSecurity(mode));
        }
        Server micronautFloor = servers.micronaut(false);
        Server micronaut = servers.micronaut(true);
        Server quarkusFloor = servers.quarkus(false);
        Server quarkus = servers.quarkus(true);
        servers.await();
        origins(origins);
        springSecurity(modes);
        add(MICRONAUT, micronaut, micronautFloor, Session.ofToken(micronaut));
        add(QUARKUS, quarkus, quarkusFloor, Session.ofToken(quarkus));
    }

    private void hmac(Server server) throws IOException {
        Session session = Session.ofGate(server);
        BrowserRequest get = session.with(BrowserRequest.get(PROFILE));
        variants.add(Variant.of("A/A: the floor beside itself", floor, floor, get, Optional.empty()));
        add(COOKIE, server, session, 0.95);
        BrowserRequest post = session.withCsrf(BrowserRequest.post(PROFILE, BODY));
        variants.add(Variant.of(POST, server, floor, post, Optional.of(0.90))
                .refusing(session.with(BrowserRequest.post(PROFILE, BODY))));
        Session header = Session.ofGateByHeader(server);
        variants.add(Variant.of(
                        "GET, Authorization: Bearer (HS256)",
                        server,
                        floor,
                        header.withBearer(BrowserRequest.get(PROFILE)),
                        Optional.of(0.95))
                .refusing(BrowserRequest.get(PROFILE)));
        variants.add(Variant.of(
                "GET, visitor, no cookies", server, floor, BrowserRequest.get("/open/profile"), Optional.of(0.99)));
        fresh("GET, HS256 cookie, each token for the first time", server, session, Optional.of(0.90));
    }

    private void otherTokens(Server opaque, Server ecdsa) throws IOException {
        add("GET, opaque token in a cookie", opaque, Session.ofGate(opaque), 0.90);
        Session session = Session.ofGate(ecdsa);
        add("GET, JWT cookie (ES256)", ecdsa, session, 0.95);
        fresh("GET, ES256 cookie, each token for the first time", ecdsa, session, Optional.empty());
    }

    private void origins(Server server) throws IOException {
        BrowserRequest get =
                Session.ofGate(server).with(BrowserRequest.get(PROFILE)).from(Servers.origin(Servers.ORIGINS - 1));
        variants.add(Variant.of(ORIGINS, server, floor, get, Optional.empty()).refusing(BrowserRequest.get(PROFILE)));
    }

    private void session(Server session) throws IOException {
        Session form = Session.ofForm(session);
        add("*peer* Spring Security session, GET", session, floor, form);
        BrowserRequest post = form.withCsrf(BrowserRequest.post(PROFILE, BODY));
        variants.add(Variant.of(PEER_POST, session, floor, post, Optional.empty())
                .refusing(form.with(BrowserRequest.post(PROFILE, BODY))));
    }

    private void springSecurity(List<Server> modes) throws IOException {
        for (Server server : modes) {
            BrowserRequest get = Session.ofToken(server).withBearer(BrowserRequest.get(PROFILE));
            variants.add(Variant.of(
                            "*peer* " + server.name() + ", Authorization: Bearer, GET",
                            server,
                            floor,
                            get,
                            Optional.empty())
                    .refusing(BrowserRequest.get(PROFILE)));
        }
    }

    private void add(String name, Server server, Session session, double target) {
        add(name, server, floor, session, Optional.of(target));
    }

    private void add(String name, Server server, Server itsFloor, Session session) {
        add(name, server, itsFloor, session, Optional.empty());
    }

    private void add(String name, Server server, Server itsFloor, Session session, Optional<Double> target) {
        BrowserRequest get = session.with(BrowserRequest.get(PROFILE));
        variants.add(Variant.of(name, server, itsFloor, get, target).refusing(BrowserRequest.get(PROFILE)));
    }

    private void fresh(String name, Server server, Session session, Optional<Double> target) {
        BrowserRequest get = session.withToken(BrowserRequest.get(PROFILE), BrowserRequest.TOKEN);
        variants.add(Variant.of(name, server, floor, get, target)
                .refusing(BrowserRequest.get(PROFILE))
                .walking(new FreshTokens(server)));
    }
}
