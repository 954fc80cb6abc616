package dev.wsh.examples;

import dev.wsh.Wsh;
import dev.wsh.examples.server.SessionServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A page that shows the sessions of this program live in a browser, if the system property {@code watch} is true. */
final class Watch implements AutoCloseable {
    private final @Nullable SessionServer server;
    private final @Nullable Path folder;
    private final PrintStream out;

    private Watch(@Nullable SessionServer server, @Nullable Path folder, PrintStream out) {
        this.server = server;
        this.folder = folder;
        this.out = out;
    }

    /** Prints where the page is. The token lives as long as this. */
    static Watch open(Wsh wsh, PrintStream out) {
        if (!Boolean.getBoolean("watch")) {
            return new Watch(null, null, out);
        }
        try {
            Path folder = Files.createTempDirectory("wsh-watch"); // for this user only
            SessionServer server = SessionServer.open(wsh, 0, folder.resolve("token"));
            out.println("watch it at " + server.page());
            return new Watch(server, folder, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isOn() {
        return server != null;
    }

    /** Waits, where there is a page, until the user has seen enough: a line or the end of standard input. */
    void awaitEnter() {
        if (server == null) {
            return;
        }
        out.println("\nthe page stays until you press Enter");
        InputStream in = System.in;
        try {
            for (int read = in.read(); read >= 0 && read != '\n'; read = in.read()) {
                // up to the end of the line
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
        if (folder != null) {
            folder.resolve("token").toFile().delete();
            folder.toFile().delete();
        }
    }
}
