package dev.wsh.impl.session;

import dev.wsh.Region;
import dev.wsh.impl.vt.snapshot.LogicalLine;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a line of the screen as the echo of a line that was typed: behind what stood before the cursor when it was typed,
 * or, where the echo came late, behind a prompt.
 *
 * <p>Confined to the session's lock.
 */
final class EchoReader {

    private static final int MOST_PROMPTS = 8;

    /** How the prompts of shells and interpreters end; what else ends so may be a prompt or not. */
    private static final Pattern LIKE_A_PROMPT = Pattern.compile("[$#%>❯»] *$");

    private final Deque<String> prompts = new ArrayDeque<>();
    private boolean editor; // one reads, or has read this line
    private boolean follows; // the line before was an echo, too

    /**
     * An echo in a line.
     *
     * @param fromCell its first cell
     * @param endCell the cell after its last one, or of the line if that is all echo
     */
    record Found(int fromCell, int endCell) {

        /** Returns it with the cells from an earlier one on: it was drawn there before. */
        Found from(int earlier) {
            return new Found(Math.min(fromCell, earlier), endCell);
        }
    }

    /** Notes what stood before the cursor when something was typed. */
    void prompt(String before) {
        if (!before.isBlank() && !prompts.contains(before)) {
            prompts.add(before);
            if (prompts.size() > MOST_PROMPTS) {
                prompts.remove();
            }
        }
    }

    /** A line begins. */
    void beginLine(boolean bracketsPastes) {
        editor = bracketsPastes;
    }

    /** A line editor has begun to read. */
    void editorReads() {
        editor = true;
    }

    /** The line was an echo. */
    void follows() {
        follows = true;
    }

    /** The line was none. */
    void doesNotFollow() {
        follows = false;
    }

    /** Tells whether a line editor may show once more what was echoed just now: by somebody else. */
    boolean mayComeAgain() {
        return !editor;
    }

    /** Reads a line that has ended. */
    Optional<Found> whole(LogicalLine line, long number, TypedLine typed) {
        TypedLine.Anchor anchor = typed.anchor;
        String wanted = typed.text();
        String text = line.text();
        if (number == anchor.line() && text.startsWith(anchor.before())) {
            String rest = text.substring(anchor.before().length());
            boolean beside = editor && rest.startsWith(wanted + "  "); // a prompt on the right
            if (typed.hasKeys() || beside || rest.stripTrailing().equals(wanted)) {
                return Optional.of(new Found(anchor.cells(), Integer.MAX_VALUE));
            }
            if (!typed.isEntered() && !wanted.isEmpty() && rest.startsWith(wanted)) {
                int end = cellOf(line, anchor.before().length() + wanted.length());
                return Optional.of(new Found(anchor.cells(), end));
            }
        }
        if (wanted.isEmpty() || typed.hasKeys()) {
            return Optional.empty();
        }
        if (line.cellsAbove() > 0 && number == anchor.line()) { // the beginning has left the screen
            String shown = text.stripTrailing();
            return !shown.isEmpty() && (anchor.before() + wanted).endsWith(shown)
                    ? Optional.of(new Found(anchor.cells(), Integer.MAX_VALUE))
                    : Optional.empty();
        }
        String shown = text.stripTrailing();
        if (!shown.endsWith(wanted)) {
            return Optional.empty();
        }
        int from = shown.length() - wanted.length();
        String before = text.substring(0, from);
        Optional<Found> found = before.isBlank()
                ? Optional.of(new Found(cellOf(line, from), Integer.MAX_VALUE))
                : behindPrompt(line, from);
        return number == anchor.line() ? found.map(late -> late.from(anchor.cells())) : found;
    }

    /** Reads a line that has ended as one that was echoed before, by the kernel. */
    Optional<Found> again(LogicalLine line, String wanted) {
        String shown = line.text().stripTrailing();
        int from = shown.length() - wanted.length();
        return shown.endsWith(wanted) && !shown.substring(0, from).isBlank()
                ? behindPrompt(line, from)
                : Optional.empty();
    }

    private Optional<Found> behindPrompt(LogicalLine line, int from) {
        String before = line.text().substring(0, from);
        boolean known = editor || prompts.contains(before);
        return known || LIKE_A_PROMPT.matcher(before).find()
                ? Optional.of(new Found(cellOf(line, from), Integer.MAX_VALUE))
                : Optional.empty();
    }

    /** Returns how much of a typed line a full row shows that the line editor has ended itself; 0 if it doesn't. */
    int row(LogicalLine line, int cols, TypedLine typed) {
        String text = line.text();
        String before = typed.anchor.before();
        String rest = text.startsWith(before) ? text.substring(before.length()) : text;
        boolean isFull = cells(line) - line.cellsAbove() >= cols - 1;
        return isFull && !typed.hasKeys() && !rest.isEmpty() && typed.text().startsWith(rest) ? rest.length() : 0;
    }

    /** Reads a line that goes on: the echo may be there in part. */
    Optional<Found> begun(LogicalLine line, long number, TypedLine typed) {
        TypedLine.Anchor anchor = typed.anchor;
        String wanted = typed.text();
        String text = line.text();
        if (number == anchor.line() && text.startsWith(anchor.before())) {
            String rest = text.substring(anchor.before().length());
            if (typed.hasKeys()) {
                return Optional.of(new Found(anchor.cells(), Integer.MAX_VALUE));
            }
            boolean isPart = wanted.startsWith(rest.stripTrailing());
            if (isPart || rest.startsWith(wanted)) {
                int end = anchor.before().length() + (isPart ? rest.length() : wanted.length());
                int endCell = editor ? Integer.MAX_VALUE : cellOf(line, end);
                return Optional.of(new Found(anchor.cells(), endCell));
            }
        }
        if (line.cellsAbove() > 0 && number == anchor.line()) { // the beginning has left the screen
            return typed.hasKeys() || (anchor.before() + wanted).contains(text.stripTrailing())
                    ? Optional.of(new Found(anchor.cells(), Integer.MAX_VALUE))
                    : Optional.empty();
        }
        return typed.hasKeys() ? Optional.empty() : begunLate(line, wanted, follows || editor);
    }

    /** Reads a line that goes on as one that was echoed before, by the kernel. */
    Optional<Found> begunAgain(LogicalLine line, String wanted) {
        return begunLate(line, wanted, /* atBegin= */ false);
    }

    private Optional<Found> begunLate(LogicalLine line, String wanted, boolean atBegin) {
        String text = line.text().stripTrailing();
        for (int length = Math.min(text.length(), wanted.length()); length > 0; length--) {
            int from = text.length() - length;
            if (wanted.startsWith(text.substring(from))) {
                boolean isBlank = text.substring(0, from).isBlank();
                Optional<Found> found = isBlank
                        ? Optional.of(new Found(cellOf(line, from), Integer.MAX_VALUE))
                                .filter(any -> atBegin)
                        : behindPrompt(line, from);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** Returns how many cells of a line stand before a character of its text. */
    private static int cellOf(LogicalLine line, int index) {
        return line.cellsBefore(line.region(index, index));
    }

    /** Returns how many cells a line has. */
    static int cells(LogicalLine line) {
        Region.Span all = line.region(0, line.text().length());
        return line.text().isEmpty() ? line.cellsAbove() : line.cellsBefore(all);
    }

    /** Returns the text of the cells of a line before one. */
    static String upTo(LogicalLine line, int cell) {
        int low = 0;
        int high = line.text().length();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cellOf(line, middle) < cell) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return line.text().substring(0, low);
    }
}
