package dev.wsh.impl.vt.grid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Bytes are the same before, while and after they are folded. */
final class ColdBytesTest {
    private static byte[] text(int length) {
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++) {
            text[i] = (byte) ('a' + i * 7L % 23);
        }
        return text;
    }

    private static void assertBytes(byte[] expected, ColdBytes bytes) {
        assertEquals(expected.length, bytes.length());
        assertArrayEquals(expected, Arrays.copyOf(bytes.bytes(), bytes.length()));
    }

    @Test
    void fold_text_takesLess() {
        byte[] text = text(50_000);
        ColdBytes bytes = new ColdBytes(Arrays.copyOf(text, 60_000), text.length);
        assertEquals(60_000, bytes.held());
        bytes.fold();
        assertTrue(bytes.held() < 10_000, () -> "held: " + bytes.held());
        assertBytes(text, bytes);
        int held = bytes.held();
        bytes.fold();
        assertEquals(held, bytes.held());
        assertBytes(text, bytes);
    }

    @Test
    void fold_randomOrFew_givesBackOnlyWhatIsTooLong() {
        for (int length : new int[] {0, 100, ColdBytes.WORTH - 1, 10_000}) {
            byte[] random = new byte[length];
            new Random(1).nextBytes(random);
            ColdBytes bytes = new ColdBytes(Arrays.copyOf(random, length + 10), length);
            bytes.fold();
            assertEquals(length, bytes.held());
            assertBytes(random, bytes);
        }
    }

    @Test
    void bytes_ofFolded_areUnfoldedOnceForAll() {
        ColdBytes bytes = new ColdBytes(text(50_000), 50_000);
        bytes.fold();
        byte[] read = bytes.bytes();
        assertSame(read, bytes.bytes());
    }

    @Test
    void bytes_readWhileFolded_areTheSame() {
        byte[] text = text(50_000);
        for (int round = 0; round < 300; round++) {
            ColdBytes bytes = new ColdBytes(text, text.length);
            CompletableFuture<Void> folded = CompletableFuture.runAsync(bytes::fold);
            do {
                assertBytes(text, bytes);
            } while (!folded.isDone());
            folded.join();
            assertBytes(text, bytes);
        }
    }
}
