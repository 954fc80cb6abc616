package dev.wsh.impl.pty;

import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;

/**
 * An array of {@code struct epoll_event}: 32 bits of events, 64 bits of our own.
 *
 * <pre>
 * x86-64 (packed):  | events 4 | tag 8 |                 12 bytes
 * others:           | events 4 | padding 4 | tag 8 |     16 bytes
 * </pre>
 *
 * <p>Confined to its loop.
 */
final class EpollEvents implements AutoCloseable {
    private final boolean packed = Platform.ARCH.equals("x86-64");
    private final int size = packed ? 12 : 16;
    private final int tagOffset = packed ? 4 : 8;
    private final int capacity;
    private final NativeBlock block;
    private final ByteBuffer bytes;

    EpollEvents(int capacity) {
        this.capacity = capacity;
        this.block = new NativeBlock(capacity * size);
        this.bytes = block.bytes();
    }

    int capacity() {
        return capacity;
    }

    long address() {
        return block.address(0);
    }

    int events(int index) {
        return bytes.getInt(index * size);
    }

    long tag(int index) {
        return bytes.getLong(index * size + tagOffset);
    }

    /** Fills the first element, for {@code epoll_ctl}. */
    Pointer single(int events, long tag) {
        bytes.putInt(0, events);
        bytes.putLong(tagOffset, tag);
        return block.pointer();
    }

    @Override
    public void close() {
        block.close();
    }
}
