package dev.sallyport.bench.load;

import java.io.IOException;

/** A browser at {@code sallyport.jar}, with its cookies. */
final class GateClient implements RefreshClient {

    private final Server server;
    private final String password;
    private Session session;

    GateClient(Server server, String password) throws IOException {
        this.server = server;
        this.password = password;
        this.session = Session.visiting(server);
    }

    @Override
    public void visit() throws IOException {
        session = Session.visiting(server);
    }

    @Override
    public void signIn() throws IOException {
        session.signIn(server, "demo", password);
    }

    @Override
    public void refresh(KeepAlive connection) throws IOException {
        session.refresh(connection);
    }
}
