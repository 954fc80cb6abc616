package dev.wsh.impl.vt.state;

import dev.wsh.impl.vt.grid.Row;

/** What the terminal tells its owner while it works; called on the thread that feeds it. */
public interface TerminalListener {
    void reply(byte[] bytes);

    /** A query, in words, that gets no answer: it is unknown, or the answer would not be safe. */
    void unanswered(String query);

    void bell();

    void titleChanged(String title);

    /** Called before a synchronized update begins, and after it ended. */
    void synchronizedUpdate(boolean begins);

    /** Called for a row that leaves the screen, before it is cleared; {@code line} is its logical line, or -1. */
    void rowLeaves(Row row, long line);
}
