package dev.wsh.impl.vt.bench;

import dev.wsh.impl.vt.TerminalEngine;
import dev.wsh.impl.vt.state.TerminalListener;
import dev.wsh.impl.vt.state.TerminalOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jline.utils.ScreenTerminal;

/** Something that bytes can be fed to. */
interface Engine {

    /** Bytes in one feed: what a session reads from a terminal at once. */
    int CHUNK = 65_536;

    void feed(byte[] bytes, int offset, int length);

    /** Feeds all bytes, in pieces. */
    default void feedAll(byte[] bytes) {
        for (int at = 0; at < bytes.length; at += CHUNK) {
            feed(bytes, at, Math.min(CHUNK, bytes.length - at));
        }
    }

    /** The engines that take part, ours first. */
    static List<String> names() {
        return List.of("wsh", "jline", "limit");
    }

    static Engine create(String name, int rows, int cols) {
        return switch (name) {
            case "wsh" -> wsh(rows, cols, 10_000);
            case "jline" -> new JLine(rows, cols);
            case "limit" -> new ScanAndStore(rows, cols);
            default -> throw new IllegalArgumentException(name);
        };
    }

    static Engine wsh(int rows, int cols, int scrollback) {
        return engine(rows, cols, scrollback)::feed;
    }

    static TerminalEngine engine(int rows, int cols, int scrollback) {
        return TerminalEngine.create(
                new TerminalOptions(rows, cols, scrollback, /* unsafeReports= */ false, /* graphemeClusters= */ true),
                TerminalListener.SILENT);
    }

    /** JLine's screen, which takes characters: decoding is part of its work, as it is of ours. */
    final class JLine implements Engine {
        private final ScreenTerminal terminal;

        JLine(int rows, int cols) {
            terminal = new ScreenTerminal(cols, rows);
        }

        @Override
        public void feed(byte[] bytes, int offset, int length) {
            terminal.write(new String(bytes, offset, length, StandardCharsets.UTF_8));
            terminal.read();
        }
    }

    /** The limit: looks at each byte once and stores what can be seen as a cell; understands nothing. */
    final class ScanAndStore implements Engine {
        private final long[] cells;
        private int at;
        private long controls;

        ScanAndStore(int rows, int cols) {
            cells = new long[rows * cols];
        }

        @Override
        public void feed(byte[] bytes, int offset, int length) {
            long[] into = cells;
            int next = at;
            for (int i = offset; i < offset + length; i++) {
                byte b = bytes[i];
                if (b >= 0x20) {
                    into[next] = b;
                    if (++next == into.length) {
                        next = 0;
                    }
                } else {
                    controls++;
                }
            }
            at = next;
        }

        @Override
        public String toString() {
            return controls + " controls";
        }
    }
}
