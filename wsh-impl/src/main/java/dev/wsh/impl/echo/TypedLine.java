package dev.wsh.impl.echo;

import dev.wsh.spi.Pty.LineModes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A line as it was typed, up to Enter: what its echo looks like, and how the terminal treated it. It may hold a secret, so it
 * has no {@code toString} and goes nowhere but to an {@link EchoReader}.
 *
 * <p>Confined to the session's lock; a {@linkplain #since copy} to its owner.
 */
public final class TypedLine {

    /** What ends a line. */
    enum End {
        /** Nothing yet. */
        OPEN,
        /** Enter: the cursor goes to the next line. */
        ENTER,
        /** A key such as Ctrl+C, after which the terminal forgets the line. */
        CONTROL
    }

    /** Who echoes. */
    enum Echoer {
        /** Not known, as on a fake terminal. */
        UNKNOWN,
        /** The terminal's line discipline, at once, wherever the cursor is. */
        TERMINAL,
        /** The program, if it likes to: a line editor does. */
        PROGRAM,
        /** Nobody: it reads a secret. */
        NOBODY
    }

    private final StringBuilder text = new StringBuilder();
    private final List<Joint> joints = new ArrayList<>();
    private boolean edited;
    private End end = End.OPEN;
    private Echoer echoer = Echoer.UNKNOWN;
    private final long number;
    private long offset = -1;
    private long editorAt = Long.MAX_VALUE;
    private boolean taken;
    private boolean bracketed;

    /** Where a later input goes on: after so many touches, and so much of the line was on the screen by then. */
    private record Joint(long number, int shown) {}

    TypedLine(long number) {
        this.number = number;
    }

    /** Another input goes on with the line, of which so many characters are on the screen. */
    void goesOn(long touches, int shown) {
        if (touches != number && (joints.isEmpty() || joints.get(joints.size() - 1).number < touches)) {
            joints.add(new Joint(touches, shown));
        }
    }

    /** Tells whether something of it was typed at or after a number of touches. */
    boolean isSince(long touches) {
        return number >= touches || joints.stream().anyMatch(joint -> joint.number >= touches);
    }

    /** Returns what was not yet on the screen at a number of touches, as a line of its own. */
    TypedLine since(long touches) {
        int shown = number >= touches
                ? 0
                : joints.stream()
                        .filter(joint -> joint.number >= touches)
                        .findFirst()
                        .map(Joint::shown)
                        .orElse(0);
        TypedLine copy = new TypedLine(number);
        copy.text.append(text, Math.min(shown, text.length()), text.length());
        copy.edited = edited;
        copy.end = end;
        copy.echoer = echoer;
        copy.offset = offset;
        copy.editorAt = editorAt;
        copy.bracketed = bracketed;
        return copy;
    }

    /** Returns the touches of the session before its first key. */
    public long number() {
        return number;
    }

    /** Returns how much output there was when its first byte was written to the terminal; -1 before. */
    public long offset() {
        return offset;
    }

    /** Tells whether the terminal bracketed pastes then, as for a line editor. */
    public boolean isBracketed() {
        return bracketed;
    }

    StringBuilder text() {
        return text;
    }

    /** Tells whether keys were pressed whose effect only the line editor knows, such as Up or Tab. */
    boolean isEdited() {
        return edited;
    }

    void edited() {
        edited = true;
    }

    End end() {
        return end;
    }

    void end(End how) {
        end = how;
    }

    Echoer echoer() {
        return echoer;
    }

    /** Returns the output offset from which on somebody was seen to read key by key. */
    long editorAt() {
        return editorAt;
    }

    void editorAt(long where) {
        editorAt = Math.min(editorAt, where);
    }

    boolean isTaken() {
        return taken;
    }

    /** The kernel has all of it. */
    void taken() {
        taken = true;
    }

    /** Its first byte is being written to a terminal. */
    void begins(long outputOffset, boolean isBracketed) {
        offset = outputOffset;
        bracketed = isBracketed;
    }

    /** The terminal treats it so. */
    void treated(Optional<LineModes> modes) {
        echoer = modes.map(now -> now.echo() ? Echoer.TERMINAL : now.lines() ? Echoer.NOBODY : Echoer.PROGRAM)
                .orElse(Echoer.UNKNOWN);
    }
}
