package dev.wsh.impl.vt.snapshot;

import dev.wsh.impl.vt.grid.FrozenRow;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of a screen are not those of the screen before: rows that only moved are the same, as long as they go on in
 * the same rows. Confined to one thread at a time.
 *
 * <p>Mostly a row or two have changed, and the others stand where they stood or have moved by as much as those above them.
 * So rows are expected there; what is not is looked for, and only where that happens often is a table made.
 */
@SuppressWarnings("ReferenceEquality") // a row that did not change is the same object, and so is its text
public final class ChangedLines {

    /** As many rows are looked for one by one. */
    private static final int FEW = 4;

    private static final int NOWHERE = -1;
    private static final FrozenRow[] NOTHING = {};

    private @Nullable ScreenSnapshot last;
    private FrozenRow[] before = NOTHING; // its rows
    private @Nullable IdentityHashMap<FrozenRow, Integer> places; // where each of them stands
    private @Nullable IdentityHashMap<String, FrozenRow> texts; // of those that are a line of their own
    private int moved; // by how many rows the last one did
    private int missed; // rows of the present screen that did not stand where they were expected

    /** Creates one to which every line is new. */
    public ChangedLines() {}

    /** Forgets the screen before: every line is new. */
    public void forget() {
        become(null, NOTHING);
    }

    /** Begins with a screen of which no line is new any more. */
    public void begin(ScreenSnapshot screen) {
        become(screen, screen.frozenRows());
    }

    private void become(@Nullable ScreenSnapshot screen, FrozenRow[] rows) {
        last = screen;
        before = rows;
        places = null;
        texts = null;
        moved = 0;
        missed = 0;
    }

    /** Tells whether a text was given out, or would have been if it had been new, as that of a line of one row. */
    public boolean wasShown(String text) {
        IdentityHashMap<String, FrozenRow> known = texts;
        if (known == null) {
            known = new IdentityHashMap<>();
            for (int i = 0; i < before.length; i++) {
                boolean begins = i == 0 || !before[i - 1].wrapped();
                if (begins && next(before, i) == before[i]) {
                    known.put(before[i].text(), before[i]);
                }
            }
            texts = known;
        }
        return known.containsKey(text);
    }

    /**
     * Goes on to a screen.
     *
     * @param screen the present one
     * @param changed is told the text of each logical line that was not on the screen before, with the blanks at its end;
     *     of the first one without its part in the history
     */
    public void goOn(ScreenSnapshot screen, Consumer<String> changed) {
        if (screen == last) {
            return;
        }
        FrozenRow[] rows = screen.frozenRows();
        boolean goesOn = screen.continuesHistory() || screen.cellsAbove() > 0;
        boolean isNew = goesOn && (before.length == 0 || rows[0] != before[0]);
        int first = 0;
        for (int i = 0; i < rows.length; i++) {
            isNew |= !isAsBefore(rows, i);
            if (next(rows, i) == rows[i]) {
                if (isNew) {
                    changed.accept(text(rows, first, i));
                }
                isNew = false;
                first = i + 1;
            }
        }
        become(screen, rows);
    }

    private static String text(FrozenRow[] rows, int first, int last) {
        return first == last
                ? rows[first].text()
                : LogicalLine.of(0, Arrays.asList(rows).subList(first, last + 1))
                        .text();
    }

    /** Returns the row in which one goes on; itself if in none. */
    private static FrozenRow next(FrozenRow[] rows, int i) {
        return rows[i].wrapped() && i + 1 < rows.length ? rows[i + 1] : rows[i];
    }

    private boolean isAsBefore(FrozenRow[] rows, int i) {
        int at = i + moved;
        if (!isAt(rows[i], at)) {
            at = before.length == 0 ? NOWHERE : find(rows[i]);
            if (at == NOWHERE) {
                return false;
            }
            moved = at - i; // so have those after it, most likely
        }
        return next(before, at) == next(rows, i);
    }

    private boolean isAt(FrozenRow row, int at) {
        return at >= 0 && at < before.length && before[at] == row;
    }

    private int find(FrozenRow row) {
        missed++;
        return missed <= FEW ? lookFor(row) : lookUp(row);
    }

    private int lookFor(FrozenRow row) {
        int at = before.length - 1;
        while (at >= 0 && before[at] != row) {
            at--;
        }
        return at;
    }

    private int lookUp(FrozenRow row) {
        IdentityHashMap<FrozenRow, Integer> known = places;
        if (known == null) {
            known = new IdentityHashMap<>(before.length);
            for (int i = 0; i < before.length; i++) {
                known.put(before[i], i);
            }
            places = known;
        }
        return known.getOrDefault(row, NOWHERE);
    }
}
