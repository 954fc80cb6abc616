package dev.wsh.impl.pty;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.slf4j.LoggerFactory;

/** What is logged until it is closed; the tests' logger writes to standard error. */
public final class LogLines implements AutoCloseable {
    private final PrintStream before = System.err;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    /** Begins; the test is skipped if nothing is logged in this run. */
    public LogLines() {
        Assumptions.assumeTrue(LoggerFactory.getLogger("dev.wsh").isWarnEnabled(), "nothing is logged in this run");
        System.setErr(new PrintStream(log, /* autoFlush= */ true, StandardCharsets.UTF_8));
    }

    /** Returns the lines so far that contain a text. */
    public List<String> linesWith(String text) {
        return log.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains(text))
                .toList();
    }

    @Override
    public void close() {
        System.setErr(before);
    }
}
