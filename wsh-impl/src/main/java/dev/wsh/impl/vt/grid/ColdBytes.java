package dev.wsh.impl.vt.grid;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that do not change any more, and are seldom read. Whoever has time folds them: compresses them, once, while others
 * may read. What is read of folded bytes is unfolded once for all who read until the next garbage collection. This class
 * is threadsafe.
 */
public final class ColdBytes {
    /** Fewer bytes are not worth the work. */
    static final int WORTH = 2 << 10;

    private final int length;
    private volatile Held held;
    private volatile @Nullable WeakReference<byte[]> unfolded;

    private record Held(byte[] bytes, boolean isFolded) {}

    /** Takes the first {@code length} bytes of an array over, which may be longer. */
    public ColdBytes(byte[] bytes, int length) {
        this.length = length;
        this.held = new Held(bytes, /* isFolded= */ false);
    }

    /** Returns how many bytes these are. */
    public int length() {
        return length;
    }

    /** Returns how many bytes of memory they take. */
    public int held() {
        return held.bytes().length;
    }

    /** Returns an array that begins with the bytes; to be read only. */
    public byte[] bytes() {
        Held now = held;
        if (!now.isFolded()) {
            return now.bytes();
        }
        WeakReference<byte[]> before = unfolded;
        byte[] known = before == null ? null : before.get();
        if (known == null) {
            known = unfold(now.bytes());
            unfolded = new WeakReference<>(known);
        }
        return known;
    }

    /** Compresses the bytes if that is worth it, or at least gives back what the array is too long; takes a millisecond. */
    public void fold() {
        Held now = held;
        if (now.isFolded()) {
            return;
        }
        byte[] folded = length < WORTH ? null : folded(now.bytes());
        if (folded != null) {
            held = new Held(folded, /* isFolded= */ true);
        } else if (now.bytes().length > length) {
            held = new Held(Arrays.copyOf(now.bytes(), length), /* isFolded= */ false);
        }
    }

    /** Null if they don't get much shorter. */
    private byte @Nullable [] folded(byte[] bytes) {
        byte[] shorter = new byte[length - length / 4];
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, /* nowrap= */ true);
        try {
            deflater.setInput(bytes, 0, length);
            deflater.finish();
            int size = deflater.deflate(shorter);
            return deflater.finished() ? Arrays.copyOf(shorter, size) : null;
        } finally {
            deflater.end();
        }
    }

    private byte[] unfold(byte[] folded) {
        byte[] bytes = new byte[length];
        Inflater inflater = new Inflater(/* nowrap= */ true);
        try {
            inflater.setInput(folded);
            int size = inflater.inflate(bytes);
            if (size != length) {
                throw new IllegalStateException(size + " bytes of " + length);
            }
            return bytes;
        } catch (DataFormatException e) {
            throw new IllegalStateException("folded bytes can't be read", e);
        } finally {
            inflater.end();
        }
    }
}
