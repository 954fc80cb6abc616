package dev.wsh.impl.pty;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;

/**
 * What a loop reads into and writes from: native memory for the system call, which the handler copies out of.
 *
 * <p>One per loop, not per session: a session has no buffer of its own, the kernel's is the queue. Confined to its loop.
 */
final class ReadBuffer implements AutoCloseable {
    /** Most bytes taken from one terminal in one turn, so that a flood is fair to the other terminals. */
    static final int LOOP_SIZE = 64 * 1024;

    private final NativeBlock block;
    private final int size;

    ReadBuffer(int size) {
        block = new NativeBlock(size);
        this.size = size;
    }

    int size() {
        return size;
    }

    Pointer at(int offset) {
        return block.at(offset);
    }

    /** A view of the first {@code length} bytes read, valid until the next read. */
    ByteBuffer view(int length) {
        return block.bytes().slice(0, length).asReadOnlyBuffer();
    }

    /** Puts as many bytes as fit of {@code source} into the native memory without moving the source's position. */
    int stage(ByteBuffer source) {
        int length = Math.min(source.remaining(), size);
        block.bytes().put(0, source, source.position(), length);
        return length;
    }

    @Override
    public void close() {
        block.close();
    }
}
