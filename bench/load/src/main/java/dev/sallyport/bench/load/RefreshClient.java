package dev.sallyport.bench.load;

import java.io.IOException;

/** One browser, as far as sign-in and refresh are concerned. Whatever is not answered 200 fails. */
interface RefreshClient {

    /** Whatever precedes a sign-in. */
    void visit() throws IOException;

    /** Signs in on a connection of its own. */
    void signIn() throws IOException;

    /** Exchanges the refresh token for the next. */
    void refresh(KeepAlive connection) throws IOException;
}
