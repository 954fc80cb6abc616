package dev.wsh.testkit;

import dev.wsh.Emulator;
import dev.wsh.Screen;
import dev.wsh.Wsh;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks for a frame that passes among those that were recorded, each of which is looked at once. Thread-safe. */
final class FrameSearch {

    private final SessionLog log;
    private final long from;
    private final Consumer<? super Screen> assertions;
    private @Nullable Emulator emulator;
    private long read;
    private long version = -1;
    private boolean found;
    private @Nullable Throwable last;

    /**
     * Prepares a search.
     *
     * @param log what is recorded
     * @param from how much output there was before the first frame that counts
     * @param assertions what a frame must pass
     */
    FrameSearch(SessionLog log, long from, Consumer<? super Screen> assertions) {
        this.log = log;
        this.from = from;
        this.assertions = assertions;
    }

    /** Looks at the frames that are new; returns whether one has passed. */
    synchronized boolean look() {
        SessionLog.Tape tape = log.tape();
        Emulator drawn = emulator;
        if (drawn == null || tape.offset() > read) { // the beginning, or a ring that has gone on without us
            drawn = Wsh.emulator(tape.rows(), tape.cols());
            if (tape.before().isPresent()) {
                drawn.feed(tape.before().get().toAnsi().getBytes(StandardCharsets.UTF_8));
            }
            emulator = drawn;
            read = tape.offset();
        }
        if (from <= read) {
            look(drawn.screen());
        }
        for (SessionLog.Piece piece : tape.pieces()) {
            boolean resize = piece.rows() > 0;
            if (resize && piece.offset() == read) {
                drawn.resize(piece.rows(), piece.cols());
            } else if (!resize && piece.offset() >= read) {
                drawn.feed(piece.bytes());
                read = piece.offset() + piece.bytes().length;
            }
            if (read > from) {
                look(drawn.screen());
            }
        }
        return found;
    }

    private void look(Screen screen) {
        if (found || screen.version() == version || screen.mode(Screen.Mode.SYNCHRONIZED)) {
            return;
        }
        version = screen.version();
        try {
            assertions.accept(screen);
            found = true;
        } catch (AssertionError | RuntimeException e) {
            last = e;
        }
    }

    synchronized Optional<String> lastFailure() {
        return Optional.ofNullable(last).map(Throwable::getMessage);
    }
}
