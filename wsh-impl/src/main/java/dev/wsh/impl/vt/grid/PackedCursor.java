package dev.wsh.impl.vt.grid;

/** Reads what {@link ByteSink} wrote. Confined to its user. */
final class PackedCursor {
    private final byte[] data;
    int at;

    PackedCursor(byte[] data, int at) {
        this.data = data;
        this.at = at;
    }

    int next() {
        return data[at++] & 0xFF;
    }

    int peek() {
        return data[at] & 0xFF;
    }

    int number() {
        int n = 0;
        int shift = 0;
        int b;
        do {
            b = next();
            n |= (b & 0x7F) << shift;
            shift += 7;
        } while (b > 0x7F);
        return n;
    }

    int codePoint() {
        int b = next();
        if (b < 0x80) {
            return b;
        }
        if (b < 0xE0) {
            return (b & 0x1F) << 6 | next() & 0x3F;
        }
        if (b < 0xF0) {
            return (b & 0xF) << 12 | (next() & 0x3F) << 6 | next() & 0x3F;
        }
        return (b & 7) << 18 | (next() & 0x3F) << 12 | (next() & 0x3F) << 6 | next() & 0x3F;
    }

    String text(int bytes) {
        String s = new String(data, at, bytes, java.nio.charset.StandardCharsets.UTF_8);
        at += bytes;
        return s;
    }

    byte[] data() {
        return data;
    }
}
