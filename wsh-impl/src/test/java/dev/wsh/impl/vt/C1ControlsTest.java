package dev.wsh.impl.vt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each C1 control as a raw byte and encoded, wherever it may stand and wherever the bytes are cut: it opens no string,
 * executes nothing and answers nothing, as in xterm while it takes UTF-8.
 */
final class C1ControlsTest {
    private static final String REPLACEMENT = "\ufffd";

    static Stream<Integer> controls() {
        return IntStream.rangeClosed(0x80, 0x9F).boxed();
    }

    private static byte[] raw(int control) {
        return new byte[] {(byte) control};
    }

    private static byte[] encoded(int control) {
        return Character.toString(control).getBytes(StandardCharsets.UTF_8);
    }

    /** What is to be seen, with the replies, after {@code before}, the control and {@code after}, cut at each place. */
    private static void check(String expected, String before, byte[] control, String after) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.writeBytes(before.getBytes(StandardCharsets.UTF_8));
        joined.writeBytes(control);
        joined.writeBytes(after.getBytes(StandardCharsets.UTF_8));
        byte[] bytes = joined.toByteArray();
        for (int cut = 0; cut <= bytes.length; cut++) {
            StandaloneEmulator emulator = new StandaloneEmulator(3, 20);
            emulator.feed(Arrays.copyOfRange(bytes, 0, cut));
            emulator.feed(Arrays.copyOfRange(bytes, cut, bytes.length));
            assertEquals(expected, emulator.screen().text(), "cut at " + cut);
            assertEquals("", new String(emulator.takeReplies(), StandardCharsets.ISO_8859_1), "cut at " + cut);
        }
    }

    @ParameterizedTest
    @MethodSource("controls")
    void text_rawC1_isMalformedAndTheTextGoesOn(int control) {
        check("a" + REPLACEMENT + "1;2X\nY", "a", raw(control), "1;2X\r\nY");
        check("a" + REPLACEMENT + "\nY", "a", raw(control), "\r\nY");
    }

    @ParameterizedTest
    @MethodSource("controls")
    void text_encodedC1_isDropped(int control) {
        check("a1;2X\nY", "a", encoded(control), "1;2X\r\nY");
    }

    @ParameterizedTest
    @MethodSource("controls")
    void afterS8c1t_eitherForm_isAsBefore(int control) {
        check("a" + REPLACEMENT + "X\nY", "\033 Ga", raw(control), "X\r\nY");
        check("aX\nY", "\033 Ga", encoded(control), "X\r\nY");
    }

    @ParameterizedTest
    @MethodSource("controls")
    void strings_eitherForm_isPartOfThem(int control) {
        for (String opening : new String[] {"\033]777;a", "\033Pzz", "\033_a", "\033^a", "\033Xa", "\033P1"}) {
            check("Y", opening, raw(control), "X\033\\Y");
            check("Y", opening, encoded(control), "X\033\\Y");
        }
    }

    @ParameterizedTest
    @MethodSource("controls")
    void sequences_rawC1_givesThemUp(int control) {
        check("1mX", "\033[3", raw(control), "1mX");
        check("0X", "\033(", raw(control), "0X");
    }

    @ParameterizedTest
    @MethodSource("controls")
    void sequences_encodedC1_countsForNothing(int control) {
        check("X", "\033[3", encoded(control), "1mX");
        check("X", "\033(", encoded(control), "BX");
    }
}
