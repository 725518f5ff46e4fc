package dev.sallyport.spring;

import dev.sallyport.Sallyport;
import dev.sallyport.session.RevocationSource;
import dev.sallyport.session.SessionStore;

/** Hears on a thread of its own what other nodes end, from the start of the gate to its stop. */
final class RevocationTask implements AutoCloseable {

    private static final int LONGEST_WAIT_MILLIS = 5_000;

    private final Sallyport sallyport;
    private final SessionStore sessions;
    private final Thread thread = new Thread(this::follow, "sallyport-revocations");

    RevocationTask(Sallyport sallyport, SessionStore sessions) {
        this.sallyport = sallyport;
        this.sessions = sessions;
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits for the thread, which keeps a connection of a pool that is about to be closed. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(LONGEST_WAIT_MILLIS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() {
        try (RevocationSource source = sessions.revocations()) {
            while (!Thread.currentThread().isInterrupted()) {
                sallyport.pollRevocations(source);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
