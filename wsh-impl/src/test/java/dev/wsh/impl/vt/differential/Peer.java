package dev.wsh.impl.vt.differential;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Another terminal engine behind a driver, a program that takes a stream per line and describes the terminal after each
 * token. One process judges all streams. Confined to one thread.
 */
final class Peer implements AutoCloseable {

    private final Process process;
    private final Writer requests;
    private final BufferedReader answers;

    /** Starts a driver. */
    Peer(List<String> command) {
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        requests = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Sends a stream ahead of {@link #answer}, so that both sides work at once. */
    void ask(TokenStream stream) {
        try {
            requests.write(stream.request());
            requests.write('\n');
            requests.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Describes the peer's terminal after each token of the stream that was asked first of those without an answer. */
    List<List<String>> answer(TokenStream stream) {
        List<List<String>> trace = new ArrayList<>();
        List<String> before = List.of();
        for (int i = 0; i < stream.tokens().size(); i++) {
            List<String> now = new ArrayList<>();
            for (String line = read(stream); !line.equals("."); line = read(stream)) {
                now.add(line.equals("=") ? before.get(now.size()) : line);
            }
            trace.add(now);
            before = now;
        }
        return trace;
    }

    private String read(TokenStream stream) {
        try {
            String line = answers.readLine();
            if (line == null) {
                throw new IllegalStateException("the driver ended at " + stream);
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
