package dev.wsh.impl.echo;

import dev.wsh.impl.echo.EchoCells.Span;
import dev.wsh.impl.echo.ShownLines.Place;
import java.util.ArrayList;
import java.util.List;

/** Compares what was typed with what stands at a place. Confined to one call. */
final class Fit {

    /** How far they agree. */
    enum Kind {
        /** Something else stands there. */
        NONE,
        /** The beginning stands there, up to the end of what is shown. */
        BEGUN,
        /** All of it stands there, and nothing more. */
        WHOLE,
        /** All of it stands there, and more behind it. */
        LONGER
    }

    private final ShownLines lines;
    private final CharSequence typed;
    private final List<Span> spans = new ArrayList<>();
    private long line;
    private int from;
    private int at;
    private String text;
    private int shown;

    private Fit(ShownLines lines, CharSequence typed, Place place) {
        this.lines = lines;
        this.typed = typed;
        this.line = place.line();
        this.from = place.index();
        this.at = place.index();
        this.text = lines.text(line);
    }

    /**
     * An outcome.
     *
     * @param kind how far they agree
     * @param spans where the part that agrees stands; their epochs are not known yet
     * @param endLine the line that it ends in
     * @param shown how many characters agree
     */
    record Outcome(Kind kind, List<Span> spans, long endLine, int shown) {}

    static Outcome of(ShownLines lines, CharSequence typed, Place place) {
        Fit fit = new Fit(lines, typed, place);
        Kind kind = fit.compare();
        fit.cut();
        return new Outcome(kind, List.copyOf(fit.spans), fit.line, fit.shown);
    }

    private Kind compare() {
        for (int i = 0; i < typed.length(); i++) {
            shown = i;
            char wanted = typed.charAt(i);
            if (wanted == '\t') {
                blanks();
            } else if (wanted == '\n') {
                if (!nextLine()) {
                    return Kind.BEGUN;
                }
                blanks(); // some editors indent
                while (i + 1 < typed.length() && (typed.charAt(i + 1) == ' ' || typed.charAt(i + 1) == '\t')) {
                    i++;
                }
            } else if (at >= text.length() && !isBlank(i)) {
                if (line >= lines.cursorLine()) {
                    return Kind.BEGUN;
                }
                if (!lines.isFull(line)) {
                    return Kind.NONE;
                }
                nextLine();
                i--;
            } else if (at < text.length() && text.charAt(at) == wanted) {
                at++;
            } else if (at < text.length()) {
                return Kind.NONE;
            }
        }
        shown = typed.length();
        boolean more = at < text.length() && text.charAt(at) != ' ';
        return more ? Kind.LONGER : Kind.WHOLE;
    }

    /** Only blanks follow, which a line may have lost at its end. */
    private boolean isBlank(int index) {
        for (int i = index; i < typed.length(); i++) {
            if (typed.charAt(i) != ' ') {
                return typed.charAt(i) == '\n' && i > index;
            }
        }
        return true;
    }

    private void blanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private boolean nextLine() {
        if (line >= lines.cursorLine()) {
            return false;
        }
        cut();
        line++;
        from = 0;
        at = 0;
        text = lines.text(line);
        return true;
    }

    private void cut() {
        if (at > from) {
            spans.add(new Span(line, from, at, Long.MAX_VALUE));
            from = at;
        }
    }
}
