package dev.wsh.impl.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.impl.vt.grid.ColdBytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The transcript keeps the last bytes, whatever the pieces they came in. */
class TranscriptTest {

    private static final Transcript.Next IGNORED = (bytes, offset, length) -> {};

    @Property(tries = 200)
    void append_anyPieces_keepsTheLastBytesAndHandsOnAll(
            @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 6000) Integer> lengths,
            @ForAll @IntRange(max = 60_000) int limit) {
        Transcript transcript = new Transcript(limit);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteArrayOutputStream handedOn = new ByteArrayOutputStream();
        byte next = 0;
        for (int length : lengths) {
            byte[] piece = new byte[length];
            for (int i = 0; i < length; i++) {
                piece[i] = next++;
            }
            all.writeBytes(piece);
            transcript.append(ByteBuffer.wrap(piece), handedOn::write);
        }
        byte[] expected = all.toByteArray();
        assertArrayEquals(expected, handedOn.toByteArray());
        assertEquals(expected.length, transcript.end());
        assertEquals(Math.max(0, expected.length - limit), transcript.start());
        assertArrayEquals(
                Arrays.copyOfRange(expected, (int) transcript.start(), expected.length),
                transcript.range(transcript.start(), transcript.end()).bytes());
    }

    /** What was taken before stays what it was, whatever is appended, frozen, folded and dropped after it. */
    @Property(tries = 200)
    void range_appendedFrozenAndFoldedAfterwards_staysAsItWas(
            @ForAll @Size(max = 40) List<@IntRange(min = -3, max = 20_000) Integer> steps,
            @ForAll @IntRange(max = 200_000) int limit) {
        Transcript transcript = new Transcript(limit);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        IdentityHashMap<Transcript.Range, byte[]> taken = new IdentityHashMap<>();
        byte next = 0;
        for (int step : steps) {
            if (step <= 0) {
                List<ColdBytes> frozen = transcript.freeze();
                assertEquals(frozen.stream().mapToLong(ColdBytes::held).sum(), transcript.held());
                frozen.subList(0, frozen.size() * -step / 3).forEach(ColdBytes::fold);
            } else {
                byte[] piece = new byte[step];
                for (int i = 0; i < step; i++) {
                    piece[i] = next++;
                }
                all.writeBytes(piece);
                transcript.append(ByteBuffer.wrap(piece), IGNORED);
            }
            long from = transcript.start() + Math.abs(step) % (transcript.end() - transcript.start() + 1);
            taken.put(
                    transcript.range(from, transcript.end()),
                    Arrays.copyOfRange(all.toByteArray(), (int) from, all.size()));
        }
        taken.forEach((range, expected) -> assertArrayEquals(expected, range.bytes()));
    }

    @Test
    void append_byteByByte_doesNotKeepAnObjectForEach() {
        Transcript transcript = new Transcript(1 << 20);
        for (int i = 0; i < 100_000; i++) {
            transcript.append(ByteBuffer.wrap(new byte[] {(byte) i}), IGNORED);
        }
        assertTrue(transcript.blocks() < 100, "blocks: " + transcript.blocks());
    }

    @Test
    void append_muchMoreThanIsKept_goesRoundInTheSameMemory() {
        Transcript transcript = new Transcript(100_000);
        Set<byte[]> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < 1000; i++) {
            transcript.append(ByteBuffer.wrap(new byte[16_000]), (bytes, offset, length) -> arrays.add(bytes));
        }
        assertTrue(arrays.size() < 20, "arrays: " + arrays.size());
    }

    @Test
    void append_nothingIsKept_allIsHandedOn() {
        Transcript transcript = new Transcript(0);
        ByteArrayOutputStream handedOn = new ByteArrayOutputStream();
        transcript.append(ByteBuffer.wrap(new byte[] {1, 2}), handedOn::write);
        transcript.append(ByteBuffer.wrap(new byte[] {3}), handedOn::write);
        assertArrayEquals(new byte[] {1, 2, 3}, handedOn.toByteArray());
        assertEquals(3, transcript.start());
    }
}
