package dev.wsh.impl.vt;

import dev.wsh.Emulator;
import dev.wsh.Input;
import dev.wsh.Screen;
import dev.wsh.Scrollback;
import dev.wsh.Widths;
import dev.wsh.impl.vt.state.TerminalListener;
import dev.wsh.impl.vt.state.TerminalOptions;
import java.io.ByteArrayOutputStream;
import java.util.Objects;

/**
 * The terminal engine without a session: {@code Wsh.emulator}. Answers every query; {@link #screen} is live inside a
 * synchronized update too, since there is no clock that could end one. Confined to one thread.
 */
public final class StandaloneEmulator implements Emulator {
    /** Replies kept for {@link #takeReplies}; further ones are dropped, so that a program can't fill the heap. */
    private static final int MAX_REPLY_BYTES = 1 << 20;

    private final TerminalEngine engine;
    private final ByteArrayOutputStream replies = new ByteArrayOutputStream();

    /** Creates an emulator with the default options; the size is within {@link Sizes}. */
    public StandaloneEmulator(int rows, int cols) {
        this(rows, cols, Options.DEFAULT);
    }

    /** Creates an emulator; the size is within {@link Sizes}. */
    public StandaloneEmulator(int rows, int cols, Options options) {
        engine = TerminalEngine.create(
                new TerminalOptions(
                        rows,
                        cols,
                        options.scrollback(),
                        /* unsafeReports= */ true,
                        options.widths() == Widths.CLUSTERS,
                        options.colors()),
                new Replies());
    }

    @Override
    public void feed(byte[] bytes) {
        engine.feed(bytes, 0, bytes.length);
    }

    @Override
    public void feed(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        engine.feed(bytes, offset, length);
    }

    @Override
    public byte[] takeReplies() {
        byte[] taken = replies.toByteArray();
        replies.reset();
        return taken;
    }

    @Override
    public byte[] encode(Input input) {
        return engine.encode(Objects.requireNonNull(input, "input"));
    }

    @Override
    public void resize(int rows, int cols) {
        Sizes.require(rows, cols);
        engine.resize(rows, cols);
    }

    @Override
    public Screen screen() {
        return engine.snapshot();
    }

    @Override
    public Scrollback scrollback() {
        return engine.scrollback();
    }

    @Override
    public String toString() {
        return "Emulator: " + screen();
    }

    private final class Replies implements TerminalListener {
        @Override
        public void reply(byte[] bytes) {
            if (replies.size() + bytes.length <= MAX_REPLY_BYTES) {
                replies.write(bytes, 0, bytes.length);
            }
        }

        @Override
        public void bell() {}

        @Override
        public void titleChanged(String title) {}

        @Override
        public void synchronizedUpdate(Update update) {}
    }
}
