package dev.wsh.impl.pty;

import java.nio.ByteBuffer;

/**
 * What a loop reads into and writes from: native memory for the system call, which the handler copies out of.
 *
 * <p>It holds one turn, and all terminals of a loop share it. Confined to its loop, but for the constructor.
 */
final class ReadBuffer implements AutoCloseable {
    /** What one read of a terminal gives at most, unless more arrives meanwhile. */
    private static final int FULL_READ = 4095;

    /**
     * Most bytes taken from one terminal in one turn: the others wait for the reading and parsing of so many from each that
     * floods. A multiple of full reads, so that no turn ends with a read of a few bytes. More would not make a flood faster:
     * while one turn's bytes are parsed, the kernel prepares the next full read, and no more.
     */
    static final int TURN = 2 * FULL_READ;

    /**
     * Bytes times cells of the screen that a turn has at most, and the fewest bytes: a sequence of some bytes can change
     * every cell, which takes some nanoseconds each. So a turn takes some 50 ms at most on a screen of any size.
     */
    private static final int MOST_WORK = 64_000_000;

    private static final int FEWEST = 64;

    private final NativeBlock block = new NativeBlock(TURN);

    /** Most bytes of a turn for a screen of so many cells; {@link #TURN} for those of usual sizes. */
    static int turn(int cells) {
        return Math.max(FEWEST, Math.min(TURN, MOST_WORK / Math.max(1, cells)));
    }

    long at(int offset) {
        return block.address(offset);
    }

    /** A view of the first {@code length} bytes read, valid until the next read. */
    ByteBuffer view(int length) {
        return block.bytes().slice(0, length).asReadOnlyBuffer();
    }

    /** Puts as many bytes as fit of {@code source} into the native memory without moving the source's position. */
    int stage(ByteBuffer source) {
        int length = Math.min(source.remaining(), TURN);
        block.bytes().put(0, source, source.position(), length);
        return length;
    }

    @Override
    public void close() {
        block.close();
    }
}
