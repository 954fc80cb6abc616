package dev.wsh.impl.session;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A line that was typed and has not been echoed yet, and where the cursor stood.
 *
 * <p>Confined to the session's lock.
 */
final class TypedLine {

    private static final String PASTE_BEGINS = "\033[200~";
    private static final String PASTE_ENDS = "\033[201~";

    private final StringBuilder text = new StringBuilder();
    private boolean hasKeys;
    private boolean isEntered;
    final Anchor anchor;

    /**
     * Where the cursor stood when the line was begun.
     *
     * @param line the number of its logical line
     * @param before what the line said up to the cursor: a prompt, as a rule
     * @param cells how many cells of the line stood before it
     */
    record Anchor(long line, String before, int cells) {}

    TypedLine(Anchor anchor) {
        this.anchor = anchor;
    }

    /** Returns the text; of a line whose keys change it, what is known of it. */
    String text() {
        return text.toString().stripTrailing();
    }

    /** Tells whether it was typed with keys that let the line editor choose the text. */
    boolean hasKeys() {
        return hasKeys;
    }

    boolean isEntered() {
        return isEntered;
    }

    /** The beginning of it was echoed, in a row of its own. */
    void cut(int length) {
        text.delete(0, length);
    }

    /** Adds what was typed to the last line of a list, or to new ones. */
    static void type(byte[] typed, List<TypedLine> lines, Anchor anchor) {
        String all = new String(typed, StandardCharsets.UTF_8)
                .replace(PASTE_BEGINS, "")
                .replace(PASTE_ENDS, "")
                .replace("\r\n", "\r");
        for (int at = 0; at < all.length(); at++) {
            char c = all.charAt(at);
            if (c == 3 || c == 4 || c == 26 || c == 28) { // ends the line: Ctrl-C, Ctrl-D, Ctrl-Z, Ctrl-backslash
                lines.clear();
                continue;
            }
            TypedLine line = open(lines, anchor);
            if (c == '\r' || c == '\n') {
                line.isEntered = true;
            } else if (c < ' ' || c == 127) {
                line.hasKeys = true;
                at = c == 27 ? lastOfKey(all, at) : at;
            } else {
                line.text.append(c);
            }
        }
    }

    private static TypedLine open(List<TypedLine> lines, Anchor anchor) {
        if (lines.isEmpty() || lines.get(lines.size() - 1).isEntered) {
            lines.add(new TypedLine(anchor));
        }
        return lines.get(lines.size() - 1);
    }

    /** Returns the index of the last character of an escape sequence. */
    private static int lastOfKey(String all, int escape) {
        int at = escape + 1;
        if (at < all.length() && (all.charAt(at) == '[' || all.charAt(at) == 'O')) {
            at++;
            while (at < all.length() && all.charAt(at) < '@') {
                at++;
            }
        }
        return Math.min(at, all.length() - 1);
    }

    /** Returns the texts of some lines. */
    static List<String> texts(List<TypedLine> lines) {
        List<String> texts = new ArrayList<>();
        for (TypedLine line : lines) {
            if (!line.hasKeys && !line.text().isEmpty()) {
                texts.add(line.text());
            }
        }
        return texts;
    }
}
