package dev.wsh.impl.echo;

import dev.wsh.Output.Echo;
import dev.wsh.Screen.Mode;
import dev.wsh.impl.echo.EchoCells.Span;
import dev.wsh.impl.echo.ShownLines.Place;
import dev.wsh.impl.echo.TypedLine.Echoer;
import dev.wsh.impl.echo.TypedLine.End;
import dev.wsh.impl.vt.TerminalEngine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the echo of what is typed, on the cells of a terminal: what stands from the cursor's place on when the input was
 * written, once it is the typed line and the cursor has gone to the next line. Bytes are handed on to the terminal line by
 * line while an echo is due, and all at once else.
 *
 * <p>What is not found at its place, because the program printed something first or reads it later, is looked for at the end
 * of a line. A line that the terminal itself has echoed may be drawn a second time, by a line editor that begins later.
 *
 * <p>Not threadsafe, but for {@link #cells}.
 */
public final class EchoReader {

    /** A program that has shown so many lines since will not echo it any more. */
    private static final int PATIENCE = 2000;

    /** Bounds what an echo that never comes can cost. */
    private static final int MOST_STEPS = 10_000;

    /** So much of a long line, at both ends, tells that an editor has drawn it in its own way. */
    private static final int EDGE = 8;

    private final TerminalEngine engine;
    private final Deque<TypedLine> due = new ArrayDeque<>();
    private final Deque<Again> again = new ArrayDeque<>();
    private final List<Found> found = new ArrayList<>();
    private final boolean remembers;
    private volatile EchoCells shown = EchoCells.NONE;
    private volatile boolean wantsModes;
    private EchoCells ended = EchoCells.NONE;
    private Echo certainty = Echo.OBSERVED;
    private Place place = new Place(0, 0); // of the first that is due
    private boolean isMissed; // it is looked for from the place's line on
    private @Nullable Place typedAt; // the place as it was, if it is known
    private final Editor editor = new Editor();
    private boolean brackets; // an editor that says when it begins and ends was seen since
    private boolean secondBrackets; // and so since the first line that may be drawn again
    private boolean secondTaken; // such an editor is taking a line that was drawn again
    private boolean tookMore;
    private boolean doubt; // a line that the terminal echoed stands there a second time
    private int steps;
    private int lines;
    private long offset;
    private long lastEnd;

    /**
     * An echo that was found.
     *
     * @param typed what was typed
     * @param line the number of the logical line that it begins in
     * @param spans where it stands
     * @param isAtItsPlace it begins where the cursor was; else further down
     * @param isBehindPrompt something stands before it in its line
     * @param begin the output offset at which the line was written, or at which the echo before it ended
     * @param end the output offset after it
     */
    public record Found(
            TypedLine typed,
            long line,
            List<Stretch> spans,
            boolean isAtItsPlace,
            boolean isBehindPrompt,
            long begin,
            long end) {}

    /** A part of a logical line: from an index on, to an index. */
    public record Stretch(long line, int from, int to) {}

    /** A line that the terminal has echoed, and the first line below. */
    private record Again(TypedLine line, long below) {}

    /**
     * Creates one that has read nothing.
     *
     * @param engine what it hands bytes on to
     * @param offset of the first byte
     * @param remembers whether to keep what was found, for {@link #found}
     */
    public EchoReader(TerminalEngine engine, long offset, boolean remembers) {
        this.engine = engine;
        this.offset = offset;
        this.lastEnd = offset;
        this.remembers = remembers;
    }

    /** Returns what of the screen is echo, also while it is being drawn. On any thread. */
    public EchoCells cells() {
        return shown;
    }

    /** Returns what was found, in order. */
    public List<Found> found() {
        return List.copyOf(found);
    }

    /** Returns how sure it is that all echo was found. */
    public Echo certainty() {
        boolean isOpen = due.stream().anyMatch(line -> line.end() != End.OPEN && line.echoer() != Echoer.NOBODY);
        return isOpen || doubt ? Echo.UNKNOWN : certainty;
    }

    /** Tells whether what the terminal shows next may be echo. */
    public boolean isDue() {
        return !due.isEmpty();
    }

    /** Returns where the part of the first line that is due stands that was drawn so far. */
    public List<Stretch> begun() {
        return provisional().stream()
                .map(span -> new Stretch(span.line(), span.from(), span.to()))
                .toList();
    }

    /** Returns how many characters of the line that is being typed are on the screen. */
    public int shownOfLast() {
        if (due.size() != 1 || isMissed) {
            return 0;
        }
        Fit.Outcome fit = Fit.of(new ShownLines(engine), due.getFirst().text(), place);
        return fit.kind() == Fit.Kind.NONE ? 0 : fit.shown();
    }

    /** Tells whether the output taken last is more than echo. */
    public boolean tookMore() {
        return tookMore;
    }

    /** Tells whether it matters who reads what is typed. On any thread. */
    public boolean wantsModes() {
        return wantsModes;
    }

    /** Somebody reads key by key. */
    public void editorSeen() {
        again.forEach(waiting -> waiting.line().editorAt(offset));
    }

    /** A line begins to be written; its echo is expected behind those before it. */
    public void expect(TypedLine line) {
        if (engine.snapshot().alternateScreen()) {
            return;
        }
        if (due.isEmpty() && again.isEmpty()) {
            editor.begin(engine.snapshot().mode(Mode.BRACKETED_PASTE));
        }
        due.add(line);
        if (due.size() == 1) {
            begin(/* known= */ true);
        }
    }

    private void begin(boolean known) {
        place = ShownLines.cursor(engine);
        typedAt = known ? place : null;
        isMissed = !known;
        brackets = editor.isOn();
        steps = 0;
        lines = 0;
    }

    /** Takes output. */
    public void feed(byte[] bytes, int from, int length) {
        int at = from;
        int end = from + length;
        int echoEnd = from;
        while (at < end && !(due.isEmpty() && again.isEmpty())) {
            int next = Steps.end(bytes, at, end);
            engine.feed(bytes, at, next - at);
            offset += next - at;
            at = next;
            int before = due.size();
            step(bytes[next - 1] == '\n');
            echoEnd = due.size() < before ? at : echoEnd;
        }
        if (at < end) {
            engine.feed(bytes, at, end - at);
            offset += end - at;
        }
        tookMore = (due.isEmpty() || isMissed) && EchoBytes.isMore(bytes, echoEnd, end);
        show();
    }

    private void step(boolean isFed) {
        ShownLines now = new ShownLines(engine);
        if (now.isAlternate()) {
            giveUp();
            return;
        }
        boolean accepted = editor.accepts(now, isFed);
        brackets |= editor.isOn();
        seconds(now);
        accepted &= !secondTaken;
        secondTaken &= editor.isOn() || editor.isLeaving();
        boolean moved = true;
        while (moved && !due.isEmpty()) {
            moved = first(due.getFirst(), now, accepted);
            accepted = false;
        }
    }

    /** Looks for the first line that is due; returns true if it is due no longer. */
    private boolean first(TypedLine line, ShownLines now, boolean accepted) {
        if (line.echoer() == Echoer.NOBODY) {
            return done(line, List.of(), Echo.OBSERVED);
        }
        if (++steps > MOST_STEPS) {
            return done(line, List.of(), Echo.UNKNOWN);
        }
        if (line.echoer() == Echoer.PROGRAM && brackets && line.end() != End.CONTROL) {
            return accepted && line.end() == End.ENTER && taken(line, now);
        }
        if (line.isEdited() && line.echoer() == Echoer.PROGRAM) {
            return edited(line, now);
        }
        if (!isMissed) {
            Fit.Outcome fit = Fit.of(now, line.text(), place);
            if (fit.kind() == Fit.Kind.WHOLE && isOver(line, fit, now)) {
                return done(line, withBlankLines(fit, now), Echo.OBSERVED);
            }
            isMissed =
                    (fit.kind() == Fit.Kind.NONE || fit.kind() == Fit.Kind.LONGER) && now.cursorLine() > place.line();
            if (isMissed && line.echoer() == Echoer.PROGRAM) {
                return otherwise(line, now);
            }
        }
        return isMissed && line.end() != End.OPEN && further(line, now);
    }

    private static boolean isOver(TypedLine line, Fit.Outcome fit, ShownLines now) {
        return switch (line.end()) {
            case OPEN -> false;
            case CONTROL -> true;
            case ENTER -> now.cursorLine() > fit.endLine();
        };
    }

    /** A line editor that says when it begins and ends has just taken a line: the first that is due. */
    private boolean taken(TypedLine line, ShownLines now) {
        Place known = typedAt;
        boolean isExact = !line.isEdited();
        if (known != null && isExact && !isLongerThanTheScreen(line)) {
            Fit.Outcome fit = Fit.of(now, line.text(), known);
            if (fit.kind() == Fit.Kind.WHOLE) {
                return done(line, withBlankLines(fit, now), Echo.OBSERVED);
            }
        }
        for (long number = now.cursorLine() - 1; isExact && number >= place.line(); number--) {
            Fit.Outcome fit = atEnd(line, number, now);
            if (fit.kind() == Fit.Kind.WHOLE && !isLongerThanTheScreen(line)) {
                isMissed = true;
                return done(line, withBlankLines(fit, now), Echo.OBSERVED);
            }
        }
        // it drew something else, such as a line of the history, or an abbreviation that it has expanded
        return known == null
                ? done(line, List.of(), Echo.UNKNOWN)
                : done(
                        line,
                        drawn(known, now),
                        isExact && !isLongerThanTheScreen(line) ? Echo.INFERRED : Echo.OBSERVED);
    }

    /** Line editors draw such a line in parts, or more than once. */
    private boolean isLongerThanTheScreen(TypedLine line) {
        return line.text().length()
                > (engine.snapshot().rows() - 1) * engine.snapshot().cols();
    }

    /** What only a line editor knows, which does not say when it has taken the line. */
    private boolean edited(TypedLine line, ShownLines now) {
        Place known = typedAt;
        if (now.cursorLine() <= place.line() || line.end() == End.OPEN) {
            return false;
        }
        return known == null ? done(line, List.of(), Echo.UNKNOWN) : done(line, drawn(known, now), Echo.INFERRED);
    }

    /** A program that reads key by key shows something else: it echoes nothing, or in its own way. */
    private boolean otherwise(TypedLine line, ShownLines now) {
        Place known = typedAt;
        if (line.end() == End.OPEN) {
            return done(line, List.of(), Echo.INFERRED); // it shows a key at once, or never
        }
        String typed = line.text().toString();
        int edge = Math.min(EDGE, typed.length());
        String shownText = known == null ? "" : text(drawn(known, now), now).stripTrailing();
        boolean isLike = edge == EDGE
                && shownText.startsWith(typed.substring(0, edge))
                && shownText.endsWith(typed.substring(typed.length() - edge));
        return isLike && known != null && done(line, drawn(known, now), Echo.INFERRED);
    }

    private static String text(List<Span> spans, ShownLines now) {
        StringBuilder text = new StringBuilder();
        spans.forEach(span -> text.append(now.text(span.line()), span.from(), span.to()));
        return text.toString();
    }

    /** Lines below that the cursor has passed at once: an editor goes there when a line fills its row. */
    private static List<Span> withBlankLines(Fit.Outcome fit, ShownLines now) {
        List<Span> spans = new ArrayList<>(fit.spans());
        for (long below = fit.endLine() + 1;
                below < now.cursorLine() && now.text(below).isBlank();
                below++) {
            spans.add(new Span(below, 0, 0, Long.MAX_VALUE));
        }
        return spans;
    }

    private static List<Span> drawn(Place from, ShownLines now) {
        List<Span> spans = new ArrayList<>();
        for (long line = from.line(); line < now.cursorLine(); line++) {
            int end = now.text(line).length();
            int begin = line == from.line() ? Math.min(from.index(), end) : 0;
            spans.add(new Span(line, begin, end, Long.MAX_VALUE));
        }
        return spans;
    }

    /** Looks for it at the end of the lines that are complete. */
    private boolean further(TypedLine line, ShownLines now) {
        long first = place.line();
        long last = first;
        for (long number = first; number < now.cursorLine(); number++) {
            Fit.Outcome fit = atEnd(line, number, now);
            if (fit.kind() == Fit.Kind.WHOLE && now.cursorLine() > fit.endLine()) {
                return done(line, fit.spans(), Echo.INFERRED);
            }
            if (fit.kind() == Fit.Kind.BEGUN) {
                break; // it goes on in the line of the cursor
            }
            last = number + 1;
        }
        lines += (int) (last - first);
        place = new Place(last, 0);
        return lines > PATIENCE && done(line, List.of(), Echo.UNKNOWN);
    }

    /** A line that is nothing but a typed line, or a prompt and a typed line. */
    private static Fit.Outcome atEnd(TypedLine line, long number, ShownLines now) {
        String text = now.text(number);
        String typed = line.text().toString();
        String start = typed.substring(0, Math.min(typed.length(), 16)).stripTrailing();
        Fit.Outcome none = new Fit.Outcome(Fit.Kind.NONE, List.of(), number, 0);
        if (start.isEmpty() || start.indexOf('\t') >= 0 || start.indexOf('\n') >= 0) {
            return typed.isEmpty() ? new Fit.Outcome(Fit.Kind.WHOLE, List.of(), number, 0) : none;
        }
        Fit.Outcome best = none;
        for (int at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1)) {
            boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
            Fit.Outcome fit = begins ? Fit.of(now, typed, new Place(number, at)) : none;
            if (fit.kind() == Fit.Kind.WHOLE) {
                return fit;
            }
            best = fit.kind() == Fit.Kind.BEGUN ? fit : best;
        }
        return best;
    }

    /** Looks for what the terminal has echoed, drawn anew behind the prompt of a line editor that reads it now. */
    private void seconds(ShownLines now) {
        secondBrackets |= editor.isOn();
        doubt &= !secondBrackets;
        for (Iterator<Again> all = again.iterator(); all.hasNext(); ) {
            Again next = all.next();
            boolean isEdited = secondBrackets || next.line().editorAt() <= offset;
            if (now.cursorLine() - next.below() > PATIENCE) {
                all.remove();
            } else if (isEdited && isSecond(next, now)) {
                secondTaken = secondBrackets;
                all.remove();
            }
        }
    }

    private boolean isSecond(Again next, ShownLines now) {
        for (long number = next.below(); number < now.cursorLine(); number++) {
            Fit.Outcome fit = atEnd(next.line(), number, now);
            if (fit.kind() != Fit.Kind.WHOLE || fit.spans().isEmpty() || now.cursorLine() <= fit.endLine()) {
                continue;
            }
            boolean behindPrompt = fit.spans().get(0).from() > 0;
            // some editors draw it behind a prompt that they have printed before; so does a program that copies lines
            doubt |= !behindPrompt && number == next.below();
            if (behindPrompt) {
                keep(next.line(), fit.spans(), /* atItsPlace= */ false);
                lower(secondBrackets ? Echo.OBSERVED : Echo.INFERRED);
                return true;
            }
        }
        return false;
    }

    private boolean done(TypedLine line, List<Span> spans, Echo how) {
        due.removeFirst();
        lower(how);
        boolean byTerminal = line.echoer() == Echoer.TERMINAL || line.echoer() == Echoer.UNKNOWN;
        if (!spans.isEmpty() || how == Echo.OBSERVED) {
            keep(line, spans, !isMissed);
        }
        if (line.echoer() == Echoer.PROGRAM) {
            again.clear(); // it has read all that was typed before
        }
        if (byTerminal && line.end() == End.ENTER && !spans.isEmpty()) {
            secondBrackets &= !again.isEmpty();
            again.add(new Again(line, ShownLines.cursor(engine).line()));
        }
        if (!due.isEmpty()) {
            Echoer next = due.getFirst().echoer();
            begin(next == Echoer.TERMINAL || next == Echoer.UNKNOWN);
        }
        return true;
    }

    private void keep(TypedLine line, List<Span> spans, boolean atItsPlace) {
        long epoch = engine.epoch();
        ended = ended.with(spans.stream()
                .map(span -> new Span(span.line(), span.from(), span.to(), epoch))
                .toList());
        if (remembers) {
            List<Stretch> where = spans.stream()
                    .map(span -> new Stretch(span.line(), span.from(), span.to()))
                    .toList();
            Place start = spans.isEmpty()
                    ? place
                    : new Place(spans.get(0).line(), spans.get(0).from());
            String before = new ShownLines(engine).text(start.line());
            boolean behind = !before.substring(0, Math.min(start.index(), before.length()))
                    .isBlank();
            found.add(
                    new Found(line, start.line(), where, atItsPlace, behind, Math.max(lastEnd, line.offset()), offset));
        }
        lastEnd = offset;
    }

    private void lower(Echo to) {
        if (to.compareTo(certainty) > 0) {
            certainty = to;
        }
    }

    private void giveUp() {
        if (!due.isEmpty()) {
            lower(Echo.INFERRED);
        }
        due.clear();
        again.clear();
    }

    private void show() {
        wantsModes = !again.isEmpty();
        shown = ended.with(provisional());
    }

    /** What was drawn of the first line so far is echo too, until something else stands there. */
    private List<Span> provisional() {
        if (due.isEmpty() || isMissed) {
            return List.of();
        }
        TypedLine line = due.getFirst();
        ShownLines now = new ShownLines(engine);
        if (line.isEdited() && line.echoer() != Echoer.TERMINAL) {
            int end = now.text(place.line()).length();
            boolean any = line.echoer() == Echoer.PROGRAM && place.index() < end;
            return any ? List.of(new Span(place.line(), place.index(), end, Long.MAX_VALUE)) : List.of();
        }
        Fit.Outcome fit = Fit.of(now, line.text(), place);
        return fit.kind() == Fit.Kind.NONE ? List.of() : fit.spans();
    }
}
