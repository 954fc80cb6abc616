package dev.wsh.impl.run;

import java.util.Arrays;

/** The end of a stream of bytes, at most so many of them. Confined to the session's lock. */
final class LastBytes {

    private final long limit;
    private byte[] bytes = new byte[256];
    private int from;
    private int to;
    private long dropped;

    LastBytes(long limit) {
        this.limit = limit;
    }

    void add(byte next) {
        if (to == bytes.length) {
            makeRoom();
        }
        bytes[to++] = next;
        if (to - from > limit) {
            from++;
            dropped++;
        }
    }

    /** Moves what is kept to the front when half of the room is before it, else doubles the room. */
    private void makeRoom() {
        if (from > bytes.length / 2) {
            System.arraycopy(bytes, from, bytes, 0, to - from);
            to -= from;
            from = 0;
        } else {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 16L, bytes.length * 2L));
        }
    }

    int length() {
        return to - from;
    }

    /** {@return the byte at a place, from 0} */
    byte at(int place) {
        return bytes[from + place];
    }

    /** How many bytes before those that are kept there were. */
    long dropped() {
        return dropped;
    }

    byte[] copy(int begin, int end) {
        return Arrays.copyOfRange(bytes, from + begin, from + end);
    }

    /** Returns where a sequence begins for the last time; -1 if it is not there. */
    int lastIndexOf(byte[] sequence, int before) {
        for (int place = Math.min(before, length()) - sequence.length; place >= 0; place--) {
            int same = 0;
            while (same < sequence.length && at(place + same) == sequence[same]) {
                same++;
            }
            if (same == sequence.length) {
                return place;
            }
        }
        return -1;
    }
}
