package dev.wsh.impl.vt.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Input;
import dev.wsh.InputRejectedException;
import dev.wsh.Key;
import dev.wsh.Mouse;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PasteAndMouseTest {

    @ParameterizedTest(name = "{0} under [{1}]: {2}")
    @CsvSource({
        "a\\nb, -, a\\x0Db",
        "a\\r\\nb, -, a\\x0Db",
        "a\\rb, -, a\\x0Db",
        "a\\nb, 2004, \\e[200~a\\x0Db\\e[201~",
        "a\\r\\nb\\n\\rc\\rd, 2004, \\e[200~a\\x0Db\\x0D\\x0Dc\\x0Dd\\e[201~",
        "'', 2004, \\e[200~\\e[201~",
        "x\\e[201~y, 2004, \\e[200~x [201~y\\e[201~",
        "x\\e[20\\e[201~1~y, 2004, \\e[200~x [20 [201~1~y\\e[201~",
        "x\\x9B201~y, 2004, \\e[200~x 201~y\\e[201~",
        "x\\e[201~y, -, x [201~y",
        "x\\e[200~y, 2004, \\e[200~x [200~y\\e[201~",
    })
    void encode_paste_isBracketedAndCannotBreakOut(String text, String modes, String expected) {
        assertEquals(
                expected, TestModes.readable(InputEncoder.encode(Input.paste(unescape(text)), TestModes.of(modes))));
    }

    @ParameterizedTest(name = "{0} under [{1}]: {2}")
    @CsvSource({
        "a\\nb\\r\\nc\\x9B1m, -, a\\x0Ab\\x0D\\x0Ac\\xC2\\x9B1m",
        "a\\nb\\e[1m, 2004, \\e[200~a\\x0Ab\\e[1m\\e[201~",
        "x\\e[201~y, -, x\\e[201~y",
        "x\\e[201~y, 2004, \\e[200~x [201~y\\e[201~",
        "x\\e[20\\e[201~1~y, 2004, \\e[200~x\\e[20 [201~1~y\\e[201~",
        "x\\x9B201~y, 2004, \\e[200~x 201~y\\e[201~",
    })
    void encode_rawPaste_keepsAllButItsEnd(String text, String modes, String expected) {
        assertEquals(
                expected, TestModes.readable(InputEncoder.encode(Input.rawPaste(unescape(text)), TestModes.of(modes))));
    }

    private static String unescape(String text) {
        return text.replace("\\e", "\u001b")
                .replace("\\x9B", "\u009b")
                .replace("\\n", "\n")
                .replace("\\r", "\r");
    }

    /** As measured in xterm 379: disallowedPasteControls is NUL, EOT, ENQ, BS, ESC and DEL; LF goes as CR. */
    @ParameterizedTest(name = "under [{0}]")
    @ValueSource(strings = {"-", "2004"})
    void encode_pasteOfEachControl_isWhatXtermSends(String modes) {
        for (int control = 0; control < 0xA0; control = control == 0x1F ? 0x7F : control + 1) {
            int sent = Set.of(0x00, 0x04, 0x05, 0x08, 0x1B, 0x7F).contains(control)
                    ? ' '
                    : control == '\n' ? '\r' : control;
            String bracketed = modes.equals("2004") ? "\u001b[200~a%sb\u001b[201~" : "a%sb";
            assertEquals(
                    String.format(bracketed, Character.toString(sent)),
                    new String(
                            InputEncoder.encode(
                                    Input.paste("a" + Character.toString(control) + "b"), TestModes.of(modes)),
                            StandardCharsets.UTF_8),
                    "control " + control);
        }
    }

    @Property(tries = 500)
    void encode_anyPaste_endsOnlyAtItsEnd(@ForAll("hostile") String text, @ForAll boolean raw) {
        byte[] bytes = InputEncoder.encode(new Input.Paste(text, raw), TestModes.of("2004"));
        String sent = new String(bytes, StandardCharsets.UTF_8);
        assertTrue(sent.startsWith("\u001b[200~"));
        assertEquals(sent.length() - 6, sent.indexOf("\u001b[201~"));
        assertFalse(sent.contains("\u009b201~"));
    }

    @Provide
    Arbitrary<String> hostile() {
        return Arbitraries.of("\u001b[", "\u009b", "201~", "20", "1~", "2", "~", "\u001b", "[", "\u001b[201~", "x")
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
    }

    /** xterm ctlseqs, "Mouse Tracking": row 2 and column 4 count from 0, so y is 3 and x is 5. */
    @ParameterizedTest(name = "{0} {1} {2} under [{3}]: {4}")
    @CsvSource({
        "PRESS, 1, '', 9, '\\e[M %#'",
        "PRESS, 3, CTRL, 9, '\\e[M\"%#'",
        "PRESS, 1, '', 1000, '\\e[M %#'",
        "PRESS, 2, '', 1000, '\\e[M!%#'",
        "PRESS, 3, '', 1000, '\\e[M\"%#'",
        "RELEASE, 1, '', 1000, '\\e[M#%#'",
        "PRESS, 1, SHIFT, 1000, '\\e[M$%#'",
        "PRESS, 1, ALT, 1000, '\\e[M(%#'",
        "PRESS, 1, META, 1000, '\\e[M(%#'",
        "PRESS, 1, CTRL, 1000, '\\e[M0%#'",
        "SCROLL_UP, 0, '', 1000, '\\e[M`%#'",
        "SCROLL_DOWN, 0, '', 1000, '\\e[Ma%#'",
        "PRESS, 8, '', 1000, '\\e[M\\xA0%#'",
        "MOVE, 1, '', 1002, '\\e[M@%#'",
        "MOVE, 0, '', 1003, '\\e[MC%#'",
        "PRESS, 1, '', 1000 1005, '\\e[M %#'",
        "PRESS, 8, '', 1000 1005, '\\e[M\\xC2\\xA0%#'",
        "PRESS, 1, '', 1000 1006, \\e[<0;5;3M",
        "RELEASE, 1, '', 1000 1006, \\e[<0;5;3m",
        "RELEASE, 3, CTRL, 1000 1006, \\e[<18;5;3m",
        "PRESS, 4, '', 1000 1006, \\e[<64;5;3M",
        "PRESS, 8, '', 1000 1006, \\e[<128;5;3M",
        "SCROLL_UP, 0, '', 1000 1006, \\e[<64;5;3M",
        "SCROLL_DOWN, 0, SHIFT, 1000 1006, \\e[<69;5;3M",
        "MOVE, 1, '', 1002 1006, \\e[<32;5;3M",
        "MOVE, 0, '', 1003 1006, \\e[<35;5;3M",
        "PRESS, 1, '', 1000 1015, \\e[32;5;3M",
        "RELEASE, 1, '', 1000 1015, \\e[35;5;3M",
        "SCROLL_UP, 0, '', 1000 1015, \\e[96;5;3M",
        "PRESS, 1, '', 1000 1016, \\e[<0;46;51M",
        "PRESS, 1, '', 1000 1006 s8c1t, \\x9B<0;5;3M",
        "CLICK, 1, '', 1000 1006, \\e[<0;5;3M\\e[<0;5;3m",
        "CLICK, 3, CTRL, 1000 1006, \\e[<18;5;3M\\e[<18;5;3m",
        "CLICK, 1, '', 1000, '\\e[M %#\\e[M#%#'",
        "CLICK, 1, '', 9, '\\e[M %#'",
        "SCROLL_UP, 0, '', 1007 alt, \\e[A\\e[A\\e[A\\e[A\\e[A",
        "SCROLL_DOWN, 0, '', 1007 alt ckm, \\eOB\\eOB\\eOB\\eOB\\eOB",
    })
    void encode_mouse_sendsWhatXtermSends(
            Mouse.Action action, int button, String modifiers, String modes, String expected) {
        Mouse mouse = new Mouse(action, button, 2, 4, held(modifiers));
        assertEquals(expected, TestModes.readable(InputEncoder.encode(mouse, TestModes.of(modes))));
    }

    @ParameterizedTest(name = "{0} {1} under [{2}] is refused: {3}")
    @CsvSource({
        "PRESS, 1, -, not asked for the mouse",
        "SCROLL_UP, 0, -, not asked for the mouse",
        "SCROLL_UP, 0, 1007, not asked for the mouse",
        "PRESS, 1, 1007 alt, not asked for the mouse",
        "RELEASE, 1, 9, presses only",
        "MOVE, 1, 9, clicks only",
        "MOVE, 1, 1000, clicks only",
        "MOVE, 0, 1000 1006, clicks only",
        "MOVE, 0, 1002, with a button down only",
    })
    void encode_mouseThatTheProgramDoesNotWant_isRefusedWithTheReason(
            Mouse.Action action, int button, String modes, String reason) {
        Mouse mouse = new Mouse(action, button, 0, 0, Set.of());
        InputRejectedException refused =
                assertThrows(InputRejectedException.class, () -> InputEncoder.encode(mouse, TestModes.of(modes)));
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
    }

    @ParameterizedTest(name = "({0}, {1}) on 300x3000 under [{2}]: {3}")
    @CsvSource({
        "299, 0, 1000, refused",
        "0, 222, 1000, sent",
        "0, 223, 1000, refused",
        "0, 2014, 1000 1005, sent",
        "0, 2015, 1000 1005, refused",
        "299, 2999, 1000 1006, sent",
        "300, 0, 1000 1006, refused",
        "0, 3000, 1000 1006, refused",
    })
    void encode_mouseFarAway_isSentOrRefusedNeverWrong(int row, int col, String modes, String outcome) {
        Mouse mouse = new Mouse(Mouse.Action.PRESS, 1, row, col, Set.of());
        InputModes wide = TestModes.of(modes, 300, 3000);
        if (outcome.equals("sent")) {
            assertTrue(InputEncoder.encode(mouse, wide).length > 0);
        } else {
            assertThrows(InputRejectedException.class, () -> InputEncoder.encode(mouse, wide));
        }
    }

    private static Set<Key.Modifier> held(String modifiers) {
        Set<Key.Modifier> held = new HashSet<>();
        for (String name : modifiers.split(" ")) {
            if (!name.isEmpty()) {
                held.add(Key.Modifier.valueOf(name.toUpperCase(Locale.ROOT)));
            }
        }
        return held;
    }
}
