package dev.wsh.impl.vt.snapshot;

import dev.wsh.impl.vt.grid.FrozenRow;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of a screen are not those of the screen before: rows that only moved are the same, as long as they go on in
 * the same rows. Confined to one thread at a time.
 */
public final class ChangedLines {
    private IdentityHashMap<FrozenRow, FrozenRow> before =
            new IdentityHashMap<>(); // in which row each goes on; itself if in none
    private IdentityHashMap<FrozenRow, FrozenRow> now = new IdentityHashMap<>();
    private final IdentityHashMap<String, FrozenRow> texts = new IdentityHashMap<>();
    private @Nullable ScreenSnapshot last;

    /** Creates one to which every line is new. */
    public ChangedLines() {}

    /** Forgets the screen before. */
    public void forget() {
        last = null;
        before.clear();
        texts.clear();
    }

    /** Tells whether a text was given out, or would have been if it had been new, as that of a line of one row. */
    public boolean wasShown(String text) {
        return texts.containsKey(text);
    }

    /**
     * Goes on to a screen.
     *
     * @param screen the present one
     * @param changed is told the text of each logical line that was not on the screen before, with the blanks at its end;
     *     of the first one without its part in the history
     */
    @SuppressWarnings("ReferenceEquality") // the same snapshot is handed out as long as nothing was written
    public void goOn(ScreenSnapshot screen, Consumer<String> changed) {
        ScreenSnapshot known = last;
        if (screen == known) {
            return;
        }
        FrozenRow[] rows = screen.frozenRows();
        boolean isNew = screen.continuesHistory() && (known == null || rows[0] != known.frozenRows()[0]);
        texts.clear();
        List<FrozenRow> line = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            boolean isLast = !rows[i].wrapped() || i == rows.length - 1;
            FrozenRow next = isLast ? rows[i] : rows[i + 1];
            isNew |= before.get(rows[i]) != next;
            now.put(rows[i], next);
            line.add(rows[i]);
            if (isLast) {
                if (line.size() == 1) {
                    texts.put(rows[i].text(), rows[i]);
                }
                if (isNew) {
                    changed.accept(LogicalLine.of(0, line).text());
                }
                isNew = false;
                line.clear();
            }
        }
        last = screen;
        IdentityHashMap<FrozenRow, FrozenRow> old = before;
        before = now;
        now = old;
        now.clear();
    }
}
