package dev.wsh.impl.vt.grid;

/**
 * Packed lines that do not change: of the arrays only what was there when this was made is read, and they may be folded. This class is
 * threadsafe.
 */
final class PackedChunk {
    private final ColdBytes data;
    private final int end;
    private final char[] starts;
    private final int lines;
    private final long firstNumber;
    private final LinkRef[] links;

    PackedChunk(ColdBytes data, int end, char[] starts, int lines, long firstNumber, LinkRef[] links) {
        this.data = data;
        this.end = end;
        this.starts = starts;
        this.lines = lines;
        this.firstNumber = firstNumber;
        this.links = links;
    }

    byte[] data() {
        return data.bytes();
    }

    /** Returns what {@link #data} is read from. */
    ColdBytes bytes() {
        return data;
    }

    /** Returns the beginnings of lines, and perhaps some more. */
    char[] starts() {
        return starts;
    }

    /** Returns the number of lines that begin here. */
    int lines() {
        return lines;
    }

    /** Returns the number of the first line that begins here. */
    long firstNumber() {
        return firstNumber;
    }

    LinkRef link(int index) {
        return links[index];
    }

    int start(int line) {
        return line == lines ? end : starts[line];
    }

    /** Returns the bytes before the first line that begins here: the rest of a line of the chunk before. */
    int lead() {
        return lines == 0 ? end : starts[0];
    }
}
