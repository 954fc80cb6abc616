package dev.wsh.impl.vt.dispatch;

import dev.wsh.impl.vt.grid.StyleWords;
import dev.wsh.impl.vt.state.Charset;
import dev.wsh.impl.vt.state.DecMode;
import dev.wsh.impl.vt.state.Terminal;

/**
 * DECRSPS: takes back what {@link PresentationReports} report, the cursor (DECCIR) and the tab stops (DECTABSR) (DEC VT420
 * manual). A field that makes no sense changes nothing, as in xterm. Confined to the engine's thread.
 */
final class PresentationRestore {
    private static final int RENDITIONS =
            StyleWords.BOLD | StyleWords.UNDERLINE | StyleWords.BLINK | StyleWords.RAPID | StyleWords.INVERSE;

    private final Terminal t;

    PresentationRestore(Terminal t) {
        this.t = t;
    }

    void restore(int which, String report) {
        if (which == 1) {
            cursor(report.split(";", 10));
        } else if (which == 2) {
            tabs(report);
        }
    }

    /** Row, column, page, rendition, protection, flags, GL, GR, sizes of the sets, sets. */
    private void cursor(String[] fields) {
        int row = fields.length > 1 ? number(fields[0]) - 1 : -1;
        int col = fields.length > 1 ? number(fields[1]) - 1 : -1;
        if (fields.length > 3 && bits(fields[3]) >= 0) {
            rendition(bits(fields[3]));
        }
        if (fields.length > 4 && bits(fields[4]) >= 0) {
            t.pen().setGuarded((bits(fields[4]) & 1) != 0);
        }
        int flags = fields.length > 5 ? bits(fields[5]) : -1;
        if (flags >= 0) {
            t.modes().set(DecMode.ORIGIN, (flags & 1) != 0);
        }
        if (fields.length > 7) {
            lock(fields[6], fields[7]);
        }
        if (fields.length > 9) {
            designate(bits(fields[8]), fields[9]);
        }
        if (row >= 0 && row < t.rows() && col >= 0 && col < t.cols()) {
            t.motion().place(row, col);
            t.cursor().pendingWrap = flags > 0 && (flags & 8) != 0;
        }
        t.printer().modesChanged();
    }

    private void rendition(int bits) {
        int set = ((bits & 1) != 0 ? StyleWords.BOLD : 0)
                | ((bits & 2) != 0 ? 1 << StyleWords.UNDERLINE_SHIFT : 0)
                | ((bits & 4) != 0 ? StyleWords.BLINK : 0)
                | ((bits & 8) != 0 ? StyleWords.INVERSE : 0);
        t.pen().setAttributes(RENDITIONS, set);
    }

    private void lock(String left, String right) {
        int gl = number(left);
        int gr = number(right);
        if (gl >= 0 && gl < 4) {
            t.charsets().lockLeft(gl);
        }
        if (gr >= 0 && gr < 4) {
            t.charsets().lockRight(gr);
        }
    }

    /** Four designators, each with its intermediates; {@code sizes} has a bit for each that is of 96 characters. */
    private void designate(int sizes, String designators) {
        int from = 0;
        for (int g = 0; g < 4 && from < designators.length(); g++) {
            int to = from;
            while (to < designators.length() - 1 && designators.charAt(to) < '0') {
                to++;
            }
            String name = designators.substring(from, to + 1);
            Charset set = Charset.of(sizes > 0 && (sizes >> g & 1) != 0 ? "-" + name : name);
            if (set != null) {
                t.charsets().designate(g, set);
            }
            from = to + 1;
        }
    }

    private void tabs(String columns) {
        t.tabs().clearAll();
        for (String column : columns.split("/", -1)) {
            int col = number(column) - 1;
            if (col >= 0 && col < t.cols()) {
                t.tabs().set(col);
            }
        }
    }

    /** The bits of a field that is one character from {@code @} on; -1 if it is not. */
    private static int bits(String field) {
        return field.length() == 1 && field.charAt(0) >= '@' && field.charAt(0) <= 'O' ? field.charAt(0) & 0xF : -1;
    }

    private static int number(String digits) {
        boolean known =
                !digits.isEmpty() && digits.length() < 5 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return known ? Integer.parseInt(digits) : -1;
    }
}
