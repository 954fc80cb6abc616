package dev.wsh.impl.vt.grid;

/**
 * Packed lines that do not change: of the arrays only what was there when this was made is read. This class is
 * threadsafe.
 *
 */
record PackedChunk(byte[] data, int end, char[] starts, int lines, long firstNumber, LinkRef[] links) {
    int start(int line) {
        return line == lines ? end : starts[line];
    }

    /** The bytes before the first line that begins here: the rest of a line of the chunk before. */
    int lead() {
        return lines == 0 ? end : starts[0];
    }
}
