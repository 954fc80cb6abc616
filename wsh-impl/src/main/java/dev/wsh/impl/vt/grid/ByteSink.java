package dev.wsh.impl.vt.grid;

import java.util.Arrays;

/** A growing byte array with the variable-length numbers of the packed format. Confined to the engine's thread. */
final class ByteSink {
    byte[] data;
    int end;

    ByteSink(int capacity) {
        data = new byte[capacity];
    }

    void room(int n) {
        if (n > data.length - end) {
            data = Arrays.copyOf(data, Math.max(end + n, data.length * 2));
        }
    }

    void put(int b) {
        room(1);
        data[end++] = (byte) b;
    }

    /** Writes a number of up to 28 bits, seven bits a byte, the low ones first. */
    void number(int n) {
        int rest = n;
        while (rest > 0x7F) {
            put(rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        put(rest);
    }

    void codePoint(int cp) {
        room(4);
        end = codePoint(data, end, cp);
    }

    /** Writes a code point as UTF-8 where there is room; returns the index after it. */
    static int codePoint(byte[] into, int from, int cp) {
        int at = from;
        if (cp < 0x80) {
            into[at++] = (byte) cp;
        } else if (cp < 0x800) {
            into[at++] = (byte) (0xC0 | cp >> 6);
            into[at++] = (byte) (0x80 | cp & 0x3F);
        } else if (cp < 0x10000) {
            into[at++] = (byte) (0xE0 | cp >> 12);
            into[at++] = (byte) (0x80 | cp >> 6 & 0x3F);
            into[at++] = (byte) (0x80 | cp & 0x3F);
        } else {
            into[at++] = (byte) (0xF0 | cp >> 18);
            into[at++] = (byte) (0x80 | cp >> 12 & 0x3F);
            into[at++] = (byte) (0x80 | cp >> 6 & 0x3F);
            into[at++] = (byte) (0x80 | cp & 0x3F);
        }
        return at;
    }

    void bytes(byte[] source) {
        room(source.length);
        System.arraycopy(source, 0, data, end, source.length);
        end += source.length;
    }
}
