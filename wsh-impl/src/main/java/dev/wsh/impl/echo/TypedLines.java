package dev.wsh.impl.echo;

import dev.wsh.impl.echo.TypedLine.End;
import dev.wsh.spi.Pty.LineModes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What was typed, as lines, in order. The last ones are kept, so that the echo of an output of the past can be found too.
 *
 * <p>Confined to the session's lock.
 */
public final class TypedLines {

    /** Bounds what is kept, in characters and in lines. */
    private static final int MOST_CHARS = 1 << 20;

    private static final int MOST_LINES = 10_000;
    private static final String PASTE = "\033[200~";
    private static final String PASTE_END = "\033[201~";
    private static final char ESC = 0x1b;

    private final Deque<TypedLine> lines = new ArrayDeque<>();
    private final List<TypedLine> unwritten = new ArrayList<>();
    private long chars;
    private long lost = -1; // the newest line that is no longer kept
    private boolean pasting;

    /** Creates one in which nothing was typed. */
    public TypedLines() {}

    /**
     * Notes input in its order.
     *
     * @param bytes as it goes to the terminal, with secrets
     * @param number the touches of the session before it
     * @param shown how many characters of the line that it goes on with are on the screen
     */
    public void type(byte[] bytes, long number, int shown) {
        TypedLine last = lines.peekLast();
        if (last != null && last.end() == End.OPEN) {
            last.goesOn(number, shown);
        }
        String input = new String(bytes, StandardCharsets.UTF_8);
        for (int at = 0; at < input.length(); ) {
            at += key(input, at, open(number));
        }
        while (chars > MOST_CHARS || lines.size() > MOST_LINES) {
            TypedLine oldest = lines.removeFirst();
            chars -= oldest.text().length();
            lost = oldest.number();
        }
    }

    private TypedLine open(long number) {
        TypedLine last = lines.peekLast();
        if (last == null || last.end() != End.OPEN) {
            last = new TypedLine(number);
            lines.add(last);
            unwritten.add(last);
        }
        return last;
    }

    /** Takes a key; returns how many characters it is. */
    private int key(String input, int at, TypedLine line) {
        char key = input.charAt(at);
        if (key == ESC) {
            return sequence(input, at, line);
        }
        if (pasting && (key == '\r' || key == '\n')) {
            add(line, "\n");
        } else if (key == '\r' || key == '\n') {
            line.end(End.ENTER);
        } else if (key == 0x7f || key == '\b') {
            erase(line);
        } else if (key == 0x15) {
            chars -= line.text().length();
            line.text().setLength(0);
        } else if (key == 0x03 || key == 0x1c || key == 0x1a) {
            add(line, "^" + (char) (key + '@'));
            line.end(End.CONTROL);
        } else if (key == 0x04) {
            line.end(line.text().isEmpty() ? End.CONTROL : End.OPEN);
        } else if (key < ' ') {
            add(line, key == '\t' ? "\t" : "^" + (char) (key + '@'));
            line.edited();
        } else {
            add(line, String.valueOf(key));
        }
        return 1;
    }

    /** A key that is a sequence: as the terminal echoes it, since only a line editor knows what it does. */
    private int sequence(String input, int at, TypedLine line) {
        for (String bracket : List.of(PASTE, PASTE_END)) {
            if (input.startsWith(bracket, at)) {
                pasting = bracket.equals(PASTE);
                return bracket.length();
            }
        }
        int end = at + 1;
        if (end < input.length() && (input.charAt(end) == '[' || input.charAt(end) == 'O')) {
            end++;
            while (end < input.length() && input.charAt(end) < '@') {
                end++;
            }
        }
        end = Math.min(input.length(), end + 1);
        add(line, "^[" + input.substring(at + 1, end));
        line.edited();
        return end - at;
    }

    private void add(TypedLine line, String text) {
        line.text().append(text);
        chars += text.length();
    }

    private void erase(TypedLine line) {
        int end = line.text().length();
        if (end > 0) {
            int start = line.text().offsetByCodePoints(end, -1);
            line.text().setLength(start);
            chars -= end - start;
        }
    }

    /**
     * The terminal is about to take input; returns the lines that begin with it.
     *
     * @param outputOffset how much output there was
     * @param modes how it treats them
     * @param bracketed whether it brackets pastes
     */
    public List<TypedLine> written(long outputOffset, Optional<LineModes> modes, boolean bracketed) {
        List<TypedLine> begun = List.copyOf(unwritten);
        unwritten.clear();
        begun.forEach(line -> line.begins(outputOffset, bracketed));
        for (var last = lines.descendingIterator(); last.hasNext(); ) {
            TypedLine line = last.next();
            if (line.isTaken()) {
                break;
            }
            line.treated(modes); // the kernel may not have taken it before
        }
        return begun;
    }

    /** The kernel has all input. */
    public void taken() {
        for (var last = lines.descendingIterator(); last.hasNext(); ) {
            TypedLine line = last.next();
            if (line.isTaken()) {
                break;
            }
            if (line.end() != End.OPEN) {
                line.taken();
            }
        }
    }

    /** Returns copies of the lines typed at or after a number of touches. */
    public List<TypedLine> since(long number) {
        return lines.stream()
                .filter(line -> line.isSince(number))
                .map(line -> line.since(number))
                .toList();
    }

    /** Tells whether all such lines are still kept. */
    public boolean isComplete(long number) {
        return lost < number;
    }
}
