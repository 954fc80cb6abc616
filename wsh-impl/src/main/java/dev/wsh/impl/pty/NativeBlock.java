package dev.wsh.impl.pty;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Memory outside the heap with an owner that frees it.
 *
 * <p>JNA's own {@code Memory} is not used: it registers each block with a cleaner thread. This class is confined to its
 * owner; {@link #close()} is not idempotent across threads.
 */
final class NativeBlock implements AutoCloseable {
    private final long address;
    private final Pointer pointer;
    private final ByteBuffer bytes;
    private boolean freed;

    NativeBlock(int size) {
        address = Native.malloc(size);
        if (address == 0) {
            throw new OutOfMemoryError("native memory: " + size + " bytes");
        }
        pointer = new Pointer(address);
        bytes = pointer.getByteBuffer(0, size).order(ByteOrder.nativeOrder());
        pointer.clear(size);
    }

    Pointer pointer() {
        return pointer;
    }

    Pointer at(long offset) {
        return new Pointer(address + offset);
    }

    long address(long offset) {
        return address + offset;
    }

    /** The block as a buffer in the processor's byte order; its position is shared by all who use it. */
    ByteBuffer bytes() {
        return bytes;
    }

    @Override
    public void close() {
        if (!freed) {
            freed = true;
            Native.free(address);
        }
    }
}
