package dev.wsh.stress;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A terminal of few words that sees every byte: it prints, goes to the next line, erases the line or the screen, and notes each
 * occurrence of a text in the moment in which its last character comes. Lines are never full.
 */
final class TextReference {

    /** The mark of a wait without one. */
    static final long SHOWN = -1;

    static final Occurrence NONE = new Occurrence(new Line(), "", 0, 0, 0, "");

    private static final Comparator<Occurrence> ORDER =
            Comparator.comparingLong(Occurrence::written).thenComparingInt(Occurrence::end);

    private final String[] wanted;
    private final int rows;
    private final List<Line> history = new ArrayList<>();
    private final List<Line> screen = new ArrayList<>();
    private final List<Occurrence> all = new ArrayList<>();
    private int row;
    private long now;

    /** A line from when it is blank until it is erased. */
    private static final class Line {
        private final List<String> cells = new ArrayList<>(); // the right half of a wide character is empty
        private long goneAt = Long.MAX_VALUE;

        private String text() {
            return String.join("", cells);
        }
    }

    /**
     * A text that was shown.
     *
     * @param written when its last character was printed
     * @param col the column in which it begins
     * @param end the column in which it ends
     * @param prefix the line up to its end
     */
    record Occurrence(Line line, String text, long written, int col, int end, String prefix) {
        @Override
        public String toString() {
            return "\"" + prefix + "\" at " + written;
        }
    }

    TextReference(int rows, String... wanted) {
        this.rows = rows;
        this.wanted = wanted;
        for (int i = 0; i < rows; i++) {
            screen.add(new Line());
        }
    }

    /** Returns the present moment: each character and each control takes one. */
    long now() {
        return now;
    }

    int lineLength() {
        return screen.get(row).cells.size();
    }

    /** Prints; if it is blind, what is erased by the same piece was never there. */
    void print(String piece, boolean blind) {
        long begin = now;
        int i = 0;
        while (i < piece.length()) {
            now++;
            if (piece.startsWith("\r\n", i)) {
                nextLine();
                i += 2;
            } else if (piece.startsWith("\r\033[K", i)) {
                erase(row);
                i += 4;
            } else if (piece.startsWith("\033[1G\033[2K", i)) {
                erase(row);
                i += 8;
            } else if (piece.startsWith("\033[H\033[2J", i)) {
                for (row = 0; row < rows; row++) {
                    erase(row);
                }
                row = 0;
                i += 7;
            } else {
                boolean isCluster = i + 1 < piece.length() && piece.charAt(i + 1) == '\u0301';
                cell(piece.substring(i, isCluster ? i + 2 : i + 1));
                i += isCluster ? 2 : 1;
            }
        }
        if (blind) {
            all.removeIf(each -> each.written() > begin && each.line().goneAt != Long.MAX_VALUE);
        }
    }

    private void nextLine() {
        if (row < rows - 1) {
            row++;
        } else {
            history.add(screen.remove(0));
            screen.add(new Line());
        }
    }

    private void erase(int which) {
        screen.get(which).goneAt = now;
        screen.set(which, new Line());
    }

    private void cell(String text) {
        Line line = screen.get(row);
        line.cells.add(text);
        if (text.equals("世")) {
            line.cells.add("");
        }
        String shown = line.text();
        for (String each : wanted) {
            for (int at = shown.indexOf(each); at >= 0; at = shown.indexOf(each, at + 1)) {
                boolean isNew = at + each.length() > shown.length() - text.length();
                if (isNew) {
                    all.add(new Occurrence(
                            line, each, now, col(line, at), line.cells.size(), shown.substring(0, at + each.length())));
                }
            }
        }
    }

    private static int col(Line line, int index) {
        int col = 0;
        for (int chars = 0; chars + line.cells.get(col).length() <= index; col++) {
            chars += line.cells.get(col).length();
        }
        return col;
    }

    /** Returns what stands on the screen or in the history. */
    List<Occurrence> shown(String text) {
        return all.stream()
                .filter(each -> each.text().equals(text) && each.line().goneAt == Long.MAX_VALUE)
                .sorted(ORDER)
                .toList();
    }

    /** Returns what was written after a moment, and a column of it, and could be seen since another moment. */
    List<Occurrence> since(String text, long written, int end, long begun) {
        return all.stream()
                .filter(each -> each.text().equals(text) && each.line().goneAt > begun)
                .filter(each -> each.written() > written || each.written() == written && each.end() > end)
                .sorted(ORDER)
                .toList();
    }

    /**
     * Returns what a wait without a mark has to find first: what stood on the screen when it began, from the top, then what
     * stood in the history, then what came.
     */
    List<Occurrence> shownOrNewer(Begun begun, String text, boolean screenOnly) {
        List<Occurrence> found = new ArrayList<>();
        begun.screen().forEach(line -> addAll(text, line, begun.at(), found));
        if (!screenOnly) {
            begun.history().forEach(line -> addAll(text, line, begun.at(), found));
        }
        found.addAll(since(text, begun.at(), Integer.MAX_VALUE, begun.at()));
        return found;
    }

    private void addAll(String text, Line line, long until, List<Occurrence> found) {
        all.stream()
                .filter(each -> each.line().equals(line) && each.text().equals(text) && each.written() <= until)
                .forEach(found::add);
    }

    /** What there was when a wait began. */
    record Begun(long at, List<Line> screen, List<Line> history) {}

    Begun begun() {
        return new Begun(now, List.copyOf(screen), List.copyOf(history));
    }

    /** Tells whether a match is an occurrence. */
    static boolean isAt(Occurrence occurrence, String line, int col) {
        return col == occurrence.col() && line.startsWith(occurrence.prefix());
    }
}
