package dev.sallyport.server.storm;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The network between a node and its database, which a test can cut in the two ways that networks are cut. */
final class Cable implements AutoCloseable {

    /** What becomes of what is sent through. */
    enum State {
        WHOLE,
        /** Connections are reset, and new ones are not made: the other end is known to be away. */
        CUT,
        /** Connections stay and are made, and whatever is sent is lost: nobody can tell. */
        BLACK_HOLE
    }

    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ServerSocket listener;
    private volatile State state = State.WHOLE;

    Cable(int target) throws IOException {
        this.target = target;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        inBackground(this::accept);
    }

    String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    /** What was lost meanwhile does not arrive later: whoever comes out of a black hole must connect anew. */
    void become(State next) throws IOException {
        boolean wasBlackHole = state == State.BLACK_HOLE;
        state = next;
        if (next == State.CUT || wasBlackHole) {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket node = listener.accept();
                if (state == State.CUT) {
                    node.setSoLinger(true, 0);
                    node.close();
                } else {
                    Socket database = new Socket(InetAddress.getLoopbackAddress(), target);
                    sockets.add(node);
                    sockets.add(database);
                    inBackground(() -> pass(node, database));
                    inBackground(() -> pass(database, node));
                }
            } catch (IOException unreachable) {
                Thread.onSpinWait();
            }
        }
    }

    private void pass(Socket from, Socket to) {
        byte[] buffer = new byte[8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                if (state == State.WHOLE) {
                    out.write(buffer, 0, length);
                }
            }
        } catch (IOException ended) {
            sockets.remove(from);
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private static void inBackground(Runnable task) {
        Thread thread = new Thread(task, "cable");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        become(State.CUT);
    }
}
