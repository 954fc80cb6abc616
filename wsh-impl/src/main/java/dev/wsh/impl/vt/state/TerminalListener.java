package dev.wsh.impl.vt.state;

/** What happens while bytes are taken. Called on the thread that feeds; may read of the terminal, but not change it. */
public interface TerminalListener {

    /** Takes no notice of anything: for a terminal that is only read. */
    TerminalListener SILENT = new TerminalListener() {
        @Override
        public void reply(byte[] bytes) {}

        @Override
        public void bell() {}

        @Override
        public void titleChanged(String title) {}

        @Override
        public void synchronizedUpdate(Update update) {}
    };

    /** Bytes for the program's input, in order. */
    void reply(byte[] bytes);

    /** A query, in words, that gets no answer: it is unknown, or the answer would not be safe. */
    default void unanswered(String query) {}

    /** The bell. */
    void bell();

    /** The window title is another one. */
    void titleChanged(String title);

    /** What becomes of a synchronized update. */
    enum Update {
        /** Mode 2026 is about to hold the frame. */
        BEGINS,
        /** The program has ended it. */
        ENDS,
        /** The terminal is about to be reset, and no longer holds the frame. */
        IS_CUT
    }

    /** Called before mode 2026 begins to hold the frame, and after it ended. */
    void synchronizedUpdate(Update update);
}
