package dev.wsh.impl.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The transcript keeps the last bytes, whatever the pieces they came in. */
class TranscriptTest {

    @Property(tries = 200)
    void append_anyPieces_keepsTheLastBytes(
            @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 6000) Integer> lengths,
            @ForAll @IntRange(max = 20_000) int limit) {
        Transcript transcript = new Transcript(limit);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte next = 0;
        for (int length : lengths) {
            byte[] piece = new byte[length];
            for (int i = 0; i < length; i++) {
                piece[i] = next++;
            }
            all.writeBytes(piece);
            transcript.append(piece);
        }
        byte[] expected = all.toByteArray();
        assertEquals(expected.length, transcript.end());
        assertEquals(Math.max(0, expected.length - limit), transcript.start());
        assertArrayEquals(
                Arrays.copyOfRange(expected, (int) transcript.start(), expected.length),
                transcript.copy(transcript.start(), transcript.end()));
    }

    @Test
    void append_byteByByte_doesNotKeepAnObjectForEach() {
        Transcript transcript = new Transcript(1 << 20);
        for (int i = 0; i < 100_000; i++) {
            transcript.append(new byte[] {(byte) i});
        }
        assertTrue(transcript.chunks() < 100, "chunks: " + transcript.chunks());
    }
}
