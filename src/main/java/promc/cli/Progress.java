package promc.cli;

import java.nio.charset.StandardCharsets;

/// A line on a terminal that says what a long run is doing. It appears after a second and is gone at the end; where standard error is no terminal there is none.
final class Progress implements AutoCloseable {
    private static final int AFTER_MILLIS = 1000;
    private static final String ERASE = "\r\u001b[K";

    private final Session session;
    private final Thread thread;
    private volatile String stage = "";
    private boolean shown;
    private boolean closed;

    Progress(Session session, boolean quiet) {
        this.session = session;
        if (quiet || !session.environment().isTerminal("err")) {
            thread = null;
            return;
        }
        thread = new Thread(this::run, "progress");
        thread.setDaemon(true);
        thread.start();
    }

    /// What is being done from now on.
    void stage(String now) {
        stage = now;
        synchronized (this) {
            if (shown) {
                print(ERASE + Main.NAME + ": " + stage);
            }
        }
    }

    private void run() {
        try {
            Thread.sleep(AFTER_MILLIS);
        } catch (InterruptedException overBeforeThat) {
            return;
        }
        synchronized (this) {
            if (!closed) {
                shown = true;
                print(Main.NAME + ": " + stage);
            }
        }
    }

    private void print(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        session.err().write(bytes, 0, bytes.length);
        session.err().flush();
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (thread != null) {
            thread.interrupt();
        }
        if (shown) {
            shown = false;
            print(ERASE);
        }
    }
}
