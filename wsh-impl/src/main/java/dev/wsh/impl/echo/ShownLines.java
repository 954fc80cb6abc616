package dev.wsh.impl.echo;

import dev.wsh.Screen.Mode;
import dev.wsh.impl.vt.TerminalEngine;
import dev.wsh.impl.vt.snapshot.HistorySnapshot;
import dev.wsh.impl.vt.snapshot.ScreenSnapshot;
import java.util.List;

/** The logical lines of a terminal at one moment, in its history and on its screen, by their numbers. */
final class ShownLines {

    private final TerminalEngine engine;
    private final ScreenSnapshot screen;
    private final List<String> onScreen;

    ShownLines(TerminalEngine engine) {
        this.engine = engine;
        this.screen = engine.snapshot();
        this.onScreen = screen.logicalTexts();
    }

    /** A place in a logical line: between two characters, or behind the last. */
    record Place(long line, int index) {}

    static Place cursor(TerminalEngine engine) {
        ScreenSnapshot screen = engine.snapshot();
        return new Place(screen.cursorLine(), screen.cursorIndex());
    }

    long cursorLine() {
        return screen.cursorLine();
    }

    int cursorIndex() {
        return screen.cursorIndex();
    }

    /** Tells whether a line editor has asked for pastes in brackets, as the newer ones do while they edit. */
    boolean isBracketed() {
        return screen.mode(Mode.BRACKETED_PASTE);
    }

    boolean isAlternate() {
        return screen.alternateScreen();
    }

    /** Returns the text of a line; empty if it is no longer kept. */
    String text(long line) {
        long first = screen.firstLine();
        if (line >= first) {
            return line - first < onScreen.size() ? onScreen.get((int) (line - first)) : "";
        }
        return history().lines(line, 1).stream()
                .filter(kept -> kept.number() == line)
                .map(kept -> kept.text())
                .findFirst()
                .orElse("");
    }

    /** Tells whether a line ends where the screen ends: some editors wrap by themselves. */
    boolean isFull(long line) {
        int cells = line >= screen.firstLine() ? screen.cells(line) : history().cells(line);
        int over = cells % screen.cols();
        return cells > 0 && (over == 0 || over == screen.cols() - 1);
    }

    private HistorySnapshot history() {
        return engine.scrollback();
    }
}
