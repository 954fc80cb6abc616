package dev.wsh.impl.vt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is taken in runs shows the same as byte by byte: text, clusters, malformed UTF-8, and both between each other. */
final class BatchProperties {
    @Provide
    Arbitrary<byte[]> bytes() {
        Arbitrary<byte[]> any = Arbitraries.bytes().array(byte[].class).ofMaxSize(6);
        Arbitrary<byte[]> high = Arbitraries.bytes()
                .between((byte) -128, (byte) -1)
                .array(byte[].class)
                .ofMaxSize(6);
        Arbitrary<byte[]> text = Arbitraries.of(
                        "e\u0301",
                        "o\u0308\u0323",
                        "你",
                        "👩\u200d👧",
                        "❤\ufe0f",
                        "⌚\ufe0e",
                        "\u0600",
                        "a",
                        "plain text",
                        "\u200b",
                        "\u1112\u1161\u11ab",
                        "🇩🇪",
                        "1\ufe0f\u20e3",
                        "\u0e01\u0e33",
                        "\u00e9",
                        "\u009b",
                        "\uffff",
                        "\r\n",
                        "\033[3b",
                        "\033[?2027l",
                        "\033[?2027h",
                        "\033[4h",
                        "\033(0",
                        "\016")
                .map(s -> s.getBytes(StandardCharsets.UTF_8));
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(1, any),
                        net.jqwik.api.Tuple.of(2, high),
                        net.jqwik.api.Tuple.of(6, text))
                .list()
                .ofMaxSize(40)
                .map(parts -> {
                    java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
                    parts.forEach(all::writeBytes);
                    return all.toByteArray();
                });
    }

    @Property(tries = 1000)
    void feed_atOnce_isTheSameAsByteByByte(@ForAll("bytes") byte[] bytes) {
        StandaloneEmulator whole = new StandaloneEmulator(5, 9);
        whole.feed(bytes);
        StandaloneEmulator single = new StandaloneEmulator(5, 9);
        for (int i = 0; i < bytes.length; i++) {
            single.feed(bytes, i, 1);
        }
        assertEquals(Dump.of(single.screen()), Dump.of(whole.screen()));
        assertEquals(Dump.of(single.scrollback()), Dump.of(whole.scrollback()));
    }
}
