package dev.sallyport.bench.load;

import java.io.IOException;
import java.util.function.UnaryOperator;

/** A page that keeps its refresh token itself, at a server which takes it in a body and answers with the next. */
final class TokenClient implements RefreshClient {

    /**
     * What such a server is asked.
     *
     * @param signIn the request of a sign-in
     * @param refreshPath where a refresh token is sent to
     * @param mediaType of the body that it is sent in
     * @param body that body, made of the token
     * @param member the name of the refresh token in an answer
     */
    record Dialogue(
            BrowserRequest signIn, String refreshPath, String mediaType, UnaryOperator<String> body, String member) {}

    private final int port;
    private final Dialogue dialogue;
    private String refreshToken = "";

    TokenClient(int port, Dialogue dialogue) {
        this.port = port;
        this.dialogue = dialogue;
    }

    @Override
    public void visit() {
        // Nothing is asked of such a server before a sign-in.
    }

    @Override
    public void signIn() throws IOException {
        keep(Exchange.of(port, dialogue.signIn().text()).ok("A sign-in"));
    }

    @Override
    public void refresh(KeepAlive connection) throws IOException {
        BrowserRequest request = BrowserRequest.post(
                        dialogue.refreshPath(), dialogue.body().apply(refreshToken))
                .ofType(dialogue.mediaType());
        keep(connection.send(request).ok("A refresh"));
    }

    private void keep(Exchange exchange) {
        String next = exchange.member(dialogue.member());
        if (next.equals(refreshToken)) {
            throw new BenchException("A refresh token was not rotated.");
        }
        refreshToken = next;
    }
}
