package dev.wsh.impl.pty;

import java.nio.ByteBuffer;

/**
 * What a loop reads into and writes from: native memory for the system call, which the handler copies out of.
 *
 * <p>Confined to its loop.
 */
final class ReadBuffer implements AutoCloseable {
    private final NativeBlock block;
    private final int size;

    ReadBuffer(int size) {
        block = new NativeBlock(size);
        this.size = size;
    }

    int size() {
        return size;
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
        int length = Math.min(source.remaining(), size);
        block.bytes().put(0, source, source.position(), length);
        return length;
    }

    @Override
    public void close() {
        block.close();
    }
}
