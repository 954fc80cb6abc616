package dev.wsh.stress;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * What is logged as an error while this is open, on SLF4J (which prints to the error stream here) and on the JDK's logging,
 * and what no thread caught. One at a time.
 */
public final class ErrorLog implements AutoCloseable {

    private final PrintStream before = System.err;
    private final Thread.UncaughtExceptionHandler handlerBefore = Thread.getDefaultUncaughtExceptionHandler();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Logger root = Logger.getLogger("");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().intValue() >= Level.SEVERE.intValue()) {
                write(" ERROR " + entry.getLoggerName() + ": " + entry.getMessage() + " " + entry.getThrown() + "\n");
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    /** Begins to listen. */
    public ErrorLog() {
        OutputStream tee = new OutputStream() {
            @Override
            public void write(int b) {
                synchronized (printed) {
                    printed.write(b);
                }
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                synchronized (printed) {
                    printed.write(bytes, from, length);
                }
            }
        };
        System.setErr(new PrintStream(tee, /* autoFlush= */ true, StandardCharsets.UTF_8));
        root.addHandler(handler);
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, failure) -> write(" ERROR uncaught in " + thread.getName() + ": " + failure + "\n"));
    }

    private void write(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        synchronized (printed) {
            printed.write(bytes, 0, bytes.length);
        }
    }

    /** Returns all that was printed, warnings and stack traces included. */
    public String all() {
        synchronized (printed) {
            return printed.toString(StandardCharsets.UTF_8);
        }
    }

    /** Returns the first lines of the errors. */
    public List<String> errors() {
        return all().lines().filter(line -> line.contains(" ERROR ")).toList();
    }

    @Override
    public void close() {
        System.setErr(before);
        root.removeHandler(handler);
        Thread.setDefaultUncaughtExceptionHandler(handlerBefore);
        before.print(all());
    }
}
