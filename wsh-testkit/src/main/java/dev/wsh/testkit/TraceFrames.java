package dev.wsh.testkit;

import dev.wsh.Cell;
import dev.wsh.Color;
import dev.wsh.Screen;
import dev.wsh.Session;
import dev.wsh.Style;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The frames of one session for a trace: each row's content and each style once, frames as differences. */
final class TraceFrames {

    private final long begin;
    private final Map<String, Integer> rows = new LinkedHashMap<>();
    private final Map<Style, Integer> styles = new HashMap<>();
    private final Map<String, Integer> looks = new LinkedHashMap<>();
    private final List<Long> times = new ArrayList<>();
    private final List<Long> offsets = new ArrayList<>();
    private final StringBuilder frames = new StringBuilder();
    private int[] last = {};
    private int cols;

    /**
     * Begins.
     *
     * @param begin the time that the trace counts from, in nanoseconds
     */
    TraceFrames(long begin) {
        this.begin = begin;
        rows.put("[]", 0);
        looks.put("{\"fg\":null,\"bg\":null,\"words\":\"\"}", 0);
    }

    /** Adds a screen and when it came, with how much output there was by then. */
    void add(long nanos, long offset, Screen screen) {
        int[] now = new int[screen.rows()];
        for (int row = 0; row < now.length; row++) {
            now[row] = rows.computeIfAbsent(row(screen, row), content -> rows.size());
        }
        boolean resized = now.length != last.length || cols != screen.cols();
        int[] before = resized ? new int[now.length] : last;
        int shift = resized ? 0 : shift(before, now);
        frames.append(times.isEmpty() ? "[" : ",[")
                .append((nanos - begin) / 1000)
                .append(',')
                .append(shift)
                .append(",[");
        boolean first = true;
        for (int row = 0; row < now.length; row++) {
            int there = row + shift < before.length ? before[row + shift] : 0;
            if (now[row] != there) {
                frames.append(first ? "" : ",").append(row).append(',').append(now[row]);
                first = false;
            }
        }
        Screen.Cursor cursor = screen.cursor();
        frames.append("],").append(cursor.row()).append(',').append(cursor.col());
        frames.append(cursor.visible() ? ",1" : ",0");
        if (resized) {
            frames.append(',').append(now.length).append(',').append(screen.cols());
        }
        frames.append(']');
        times.add(nanos);
        offsets.add(offset);
        last = now;
        cols = screen.cols();
    }

    /** Returns by how many rows the screen has scrolled up, if that says most of what happened. */
    private static int shift(int[] before, int[] now) {
        int best = 0;
        int fewest = changes(before, now, 0);
        for (int shift = 1; shift < now.length && fewest > 1; shift++) {
            if (before[shift] == now[0]) {
                int changes = changes(before, now, shift);
                if (changes < fewest) {
                    best = shift;
                    fewest = changes;
                }
            }
        }
        return best;
    }

    private static int changes(int[] before, int[] now, int shift) {
        int changes = 0;
        for (int row = 0; row < now.length; row++) {
            changes += now[row] == (row + shift < before.length ? before[row + shift] : 0) ? 0 : 1;
        }
        return changes;
    }

    /** Returns a row as pieces of JSON: style and text of cells of one character, or style, text and width of one cell. */
    private String row(Screen screen, int row) {
        StringBuilder out = new StringBuilder("[");
        StringBuilder text = new StringBuilder();
        int style = 0;
        for (int col = 0; col < screen.cols(); col++) {
            Cell cell = screen.cell(row, col);
            int own = style(cell.style());
            boolean plain = cell.width() == 1
                    && cell.text().codePointCount(0, cell.text().length()) == 1;
            if (text.length() > 0 && (own != style || !plain)) {
                piece(out, style, text);
            }
            style = own;
            if (plain) {
                text.append(cell.style().hidden() ? " " : cell.text());
            } else if (cell.width() > 0) {
                String shown = cell.style().hidden() ? " " : cell.text();
                out.append(out.length() > 1 ? "," : "").append('[').append(own).append(',');
                out.append(Json.quote(shown)).append(',').append(cell.width()).append(']');
            }
        }
        String rest = style == 0 ? text.toString().stripTrailing() : text.toString();
        if (!rest.isEmpty()) {
            piece(out, style, new StringBuilder(rest));
        }
        return out.append(']').toString();
    }

    private static void piece(StringBuilder out, int style, StringBuilder text) {
        out.append(out.length() > 1 ? "," : "").append('[').append(style).append(',');
        out.append(Json.quote(text.toString())).append(']');
        text.setLength(0);
    }

    private int style(Style style) {
        return styles.computeIfAbsent(style, added -> looks.computeIfAbsent(look(added), look -> looks.size()));
    }

    private static String look(Style style) {
        StringBuilder out = new StringBuilder("{\"fg\":").append(color(style.fg()));
        out.append(",\"bg\":").append(color(style.bg()));
        flag(out, "bold", style.bold());
        flag(out, "faint", style.faint());
        flag(out, "italic", style.italic());
        flag(out, "inverse", style.inverse());
        flag(out, "hidden", style.hidden());
        flag(out, "strike", style.strikethrough());
        flag(out, "over", style.overline());
        if (style.underline() != Style.Underline.NONE) {
            out.append(",\"underline\":").append(style.underline().ordinal());
        }
        return out.append(",\"words\":")
                .append(Json.quote(Styles.words(style)))
                .append('}')
                .toString();
    }

    private static void flag(StringBuilder out, String name, boolean set) {
        out.append(set ? ",\"" + name + "\":true" : "");
    }

    private static String color(Color color) {
        if (color instanceof Color.Indexed indexed) {
            return String.valueOf(indexed.index());
        }
        return color instanceof Color.Rgb ? Json.quote(Styles.name(color)) : "null";
    }

    /** Returns all of it. */
    String json(Session session) {
        String exit = session.exitStatus().map(status -> ", " + status).orElse("");
        return "{\"name\":" + Json.quote(session.name()) + ",\"command\":"
                + Json.quote(String.join(" ", session.info().command()) + exit) + ",\"styles\":["
                + String.join(",", looks.keySet()) + "],\"rows\":[" + String.join(",", rows.keySet()) + "],\"frames\":["
                + frames + "]}";
    }

    /** Returns the last frame at a time, or that had no more output than there was. */
    int at(long nanos) {
        int frame = 0;
        while (frame + 1 < times.size() && times.get(frame + 1) <= nanos) {
            frame++;
        }
        return frame;
    }

    /** Returns the last frame of no more output than an offset. */
    int before(long offset) {
        int frame = 0;
        while (frame + 1 < offsets.size() && offsets.get(frame + 1) <= offset) {
            frame++;
        }
        return frame;
    }
}
