package dev.wsh.impl.pty;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;

/**
 * What a loop reads into and writes from: native memory for the system call, a heap array for the handler.
 *
 * <p>One per loop, not per session: a session has no buffer of its own, the kernel's is the queue. The handler gets the
 * heap copy, because parsers read arrays faster than direct buffers. Confined to its loop.
 */
final class ReadBuffer implements AutoCloseable {
    /** Most bytes taken from one terminal in one turn, so that a flood is fair to the other terminals. */
    static final int LOOP_SIZE = 64 * 1024;

    private final NativeBlock block;
    private byte[] heap;

    ReadBuffer(int size) {
        block = new NativeBlock(size);
        heap = new byte[size];
    }

    int size() {
        return heap.length;
    }

    Pointer at(int offset) {
        return block.at(offset);
    }

    /** A view of the first {@code length} bytes read, valid until the next read. */
    ByteBuffer copied(int length) {
        block.bytes().get(0, heap, 0, length);
        return ByteBuffer.wrap(heap, 0, length);
    }

    /** Puts as many bytes as fit of {@code source} into the native memory without moving the source's position. */
    int stage(ByteBuffer source) {
        int length = Math.min(source.remaining(), heap.length);
        block.bytes().put(0, source, source.position(), length);
        return length;
    }

    /** Gives the memory back, also that of the heap: whoever keeps an ended terminal would keep it. */
    @Override
    public void close() {
        heap = new byte[0];
        block.close();
    }
}
