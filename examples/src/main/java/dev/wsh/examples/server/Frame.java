package dev.wsh.examples.server;

import dev.wsh.Screen;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The screen that a viewer has last been sent, so that only the rows that are different are sent. Used by one thread. */
final class Frame {
    private final List<List<Screen.Run>> rows = new ArrayList<>();
    private @Nullable Look look;

    /** What makes all rows different if it is. */
    private record Look(int rows, int cols, int ink, int paper, List<Object> palette) {}

    /**
     * What has changed.
     *
     * @param id of the session
     * @param cursor row, column, 1 if it is shown, shape: 0 block, 1 underline, 2 bar
     * @param all true if rows that are not here are blank, not as before
     * @param lines the new rows by their number
     */
    record Change(
            String id,
            int rows,
            int cols,
            int ink,
            int paper,
            List<Integer> cursor,
            String title,
            boolean all,
            Map<Integer, List<Object>> lines) {}

    /** Moves on to a screen. {@return what is different there} */
    Change next(String id, Screen screen) {
        Paint paint = Paint.of(screen);
        Look next = new Look(screen.rows(), screen.cols(), paint.ink(), paint.paper(), palette(screen));
        boolean all = !Objects.equals(next, look);
        if (all) {
            look = next;
            rows.clear();
            for (int row = 0; row < screen.rows(); row++) {
                rows.add(List.of());
            }
        }
        Map<Integer, List<Object>> lines = new LinkedHashMap<>();
        for (int row = 0; row < screen.rows(); row++) {
            List<Screen.Run> runs = screen.runs(row);
            if (!runs.equals(rows.get(row))) {
                rows.set(row, runs);
                lines.put(row, paint.row(row));
            }
        }
        Screen.Cursor cursor = screen.cursor();
        return new Change(
                id,
                screen.rows(),
                screen.cols(),
                paint.ink(),
                paint.paper(),
                List.of(
                        cursor.row(),
                        cursor.col(),
                        cursor.visible() ? 1 : 0,
                        cursor.shape().ordinal()),
                screen.title(),
                all,
                lines);
    }

    private static List<Object> palette(Screen screen) {
        List<Object> colours = new ArrayList<>();
        for (int index = 0; index < 16; index++) {
            colours.add(screen.terminal().palette(index));
        }
        return colours;
    }
}
