package dev.wsh.impl.vt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wsh.Screen;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each mode that a screen tells, against what the terminal answers when a program asks (DECRQM): at first, set, reset, and
 * after each sequence that keeps or changes modes.
 */
final class ModesTest {
    private static final Set<Screen.Mode> ON_AT_FIRST = EnumSet.of(Screen.Mode.AUTO_WRAP);

    /** Modes that DECSTR resets; it sets DECAWM, as xterm does. The others stay. */
    private static final Set<Screen.Mode> SOFT_RESET = EnumSet.of(
            Screen.Mode.APPLICATION_CURSOR, Screen.Mode.APPLICATION_KEYPAD, Screen.Mode.ORIGIN, Screen.Mode.INSERT);

    /** The sequences of a mode, and the number by which a program asks for it. */
    private record Sequences(String set, String reset, String number) {}

    private final StandaloneEmulator emulator = new StandaloneEmulator(4, 20);

    private static Sequences sequences(Screen.Mode mode) {
        return switch (mode) {
            case APPLICATION_CURSOR -> dec(1);
            case APPLICATION_KEYPAD -> new Sequences("\033=", "\033>", "?66");
            case BRACKETED_PASTE -> dec(2004);
            case ORIGIN -> dec(6);
            case AUTO_WRAP -> dec(7);
            case INSERT -> new Sequences("\033[4h", "\033[4l", "4");
            case REVERSE_VIDEO -> dec(5);
            case SYNCHRONIZED -> dec(2026);
            case FOCUS_EVENTS -> dec(1004);
            case MOUSE_CLICK -> dec(1000);
            case MOUSE_DRAG -> dec(1002);
            case MOUSE_ALL -> dec(1003);
        };
    }

    private static Sequences dec(int number) {
        return new Sequences("\033[?" + number + "h", "\033[?" + number + "l", "?" + number);
    }

    private static void feed(StandaloneEmulator to, String text) {
        to.feed(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Feeds, and checks that the screen and the answer to DECRQM say the same. */
    private void check(boolean expected, Screen.Mode mode, String after) {
        feed(emulator, after);
        check(expected, mode, emulator, after.replace("\033", "ESC "));
    }

    private static void check(boolean expected, Screen.Mode mode, StandaloneEmulator in, String message) {
        assertEquals(expected, in.screen().mode(mode), "mode after " + message);
        in.takeReplies();
        feed(in, "\033[" + sequences(mode).number() + "$p");
        String reply = new String(in.takeReplies(), StandardCharsets.ISO_8859_1);
        assertEquals("\033[" + sequences(mode).number() + ";" + (expected ? 1 : 2) + "$y", reply, message);
    }

    @ParameterizedTest
    @EnumSource
    void mode_setAndReset_isWhatIsReported(Screen.Mode mode) {
        check(ON_AT_FIRST.contains(mode), mode, "");
        check(true, mode, sequences(mode).set());
        check(true, mode, sequences(mode).set());
        check(false, mode, sequences(mode).reset());
        check(false, mode, sequences(mode).reset());
        check(true, mode, sequences(mode).set());
    }

    @ParameterizedTest
    @EnumSource
    void mode_ris_isAsAtFirst(Screen.Mode mode) {
        check(ON_AT_FIRST.contains(mode), mode, sequences(mode).set() + "\033c");
        check(ON_AT_FIRST.contains(mode), mode, sequences(mode).reset() + "\033c");
    }

    @ParameterizedTest
    @EnumSource
    void mode_decstr_resetsWhatXtermResets(Screen.Mode mode) {
        check(!SOFT_RESET.contains(mode), mode, sequences(mode).set() + "\033[!p");
        check(mode == Screen.Mode.AUTO_WRAP, mode, sequences(mode).reset() + "\033[!p");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "INSERT") // XTSAVE is for private modes
    void mode_savedAndRestored_isWhatItWas(Screen.Mode mode) {
        String save = "\033[" + sequences(mode).number() + "s";
        String restore = "\033[" + sequences(mode).number() + "r";
        check(true, mode, sequences(mode).set() + save + sequences(mode).reset() + restore);
        check(false, mode, sequences(mode).reset() + save + sequences(mode).set() + restore);
        check(false, mode, restore);
    }

    @ParameterizedTest
    @EnumSource
    void mode_toAnsi_isTheSameInANewTerminal(Screen.Mode mode) {
        for (String sequence : List.of(sequences(mode).set(), sequences(mode).reset())) {
            feed(emulator, sequence);
            StandaloneEmulator copy = new StandaloneEmulator(4, 20);
            feed(copy, emulator.screen().toAnsi());
            for (Screen.Mode each : Screen.Mode.values()) {
                check(emulator.screen().mode(each), each, copy, each + " with " + sequence.replace("\033", "ESC "));
            }
        }
    }

    static Stream<Arguments> mouse() {
        return Stream.of(
                Arguments.of("\033[?9h", EnumSet.of(Screen.Mode.MOUSE_CLICK)),
                Arguments.of("\033[?1000h", EnumSet.of(Screen.Mode.MOUSE_CLICK)),
                Arguments.of("\033[?1001h", EnumSet.noneOf(Screen.Mode.class)),
                Arguments.of("\033[?1002h", EnumSet.of(Screen.Mode.MOUSE_DRAG)),
                Arguments.of("\033[?1003h", EnumSet.of(Screen.Mode.MOUSE_ALL)),
                Arguments.of("\033[?1003h\033[?9h", EnumSet.of(Screen.Mode.MOUSE_CLICK)),
                Arguments.of("\033[?1003h\033[?1003l", EnumSet.noneOf(Screen.Mode.class)),
                Arguments.of("\033[?1000h\033[?1002l", EnumSet.noneOf(Screen.Mode.class)),
                Arguments.of("\033[?9h\033[?1003l", EnumSet.noneOf(Screen.Mode.class)),
                Arguments.of("\033[?1002h\033[?1000r", EnumSet.noneOf(Screen.Mode.class)),
                Arguments.of("\033[?1000h\033[?1003s\033[?1002h\033[?1001r", EnumSet.of(Screen.Mode.MOUSE_CLICK)));
    }

    @ParameterizedTest
    @MethodSource("mouse")
    void mouse_oneProtocolAtATime_alsoInACopy(String sequences, Set<Screen.Mode> expected) {
        feed(emulator, sequences);
        assertEquals(expected, mouseModes(emulator.screen()));
        StandaloneEmulator copy = new StandaloneEmulator(4, 20);
        feed(copy, emulator.screen().toAnsi());
        assertEquals(expected, mouseModes(copy.screen()));
    }

    private static Set<Screen.Mode> mouseModes(Screen screen) {
        Set<Screen.Mode> on = EnumSet.noneOf(Screen.Mode.class);
        for (Screen.Mode mode : Screen.Mode.values()) {
            if (mode.name().startsWith("MOUSE") && screen.mode(mode)) {
                on.add(mode);
            }
        }
        return on;
    }

    @ParameterizedTest
    @MethodSource("cursors")
    void cursor_looks_agreeWithWhatIsReported(String sequences, int blink, int style) {
        feed(emulator, sequences + "\033[?12$p\033P$q q\033\\");
        String reply = new String(emulator.takeReplies(), StandardCharsets.ISO_8859_1);
        Matcher m = Pattern.compile("\033\\[\\?12;(\\d)\\$y\033P1\\$r(\\d) q\033\\\\")
                .matcher(reply);
        assertEquals(true, m.matches(), reply);
        assertEquals(blink + " " + style, m.group(1) + " " + m.group(2), sequences.replace("\033", "ESC "));
        assertEquals(blink == 1, emulator.screen().cursor().blinking());
    }

    /** As xterm answers. */
    static Stream<Arguments> cursors() {
        return Stream.of(
                Arguments.of("", 2, 2),
                Arguments.of("\033[ q", 1, 1),
                Arguments.of("\033[0 q", 1, 1),
                Arguments.of("\033[4 q", 2, 4),
                Arguments.of("\033[4 q\033[?12h", 1, 3),
                Arguments.of("\033[5 q\033[?12l", 2, 6),
                Arguments.of("\033[5 q\033[!p", 2, 2),
                Arguments.of("\033[?12h\033[!p", 2, 2),
                Arguments.of("\033[3 q\033c", 2, 2));
    }
}
