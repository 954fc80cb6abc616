package dev.wsh.impl.vt.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Input;
import dev.wsh.InputRejectedException;
import dev.wsh.Key;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What xterm and kitty send for each key, line by line from their documents. */
final class KeysTest {

    @ParameterizedTest(name = "{0} under [{1}]: {2}")
    @CsvSource(
            quoteCharacter = '`',
            value = {
                // xterm ctlseqs, PC-style cursor keys: normal, application, VT52
                "Up, -, \\e[A",
                "Down, -, \\e[B",
                "Right, -, \\e[C",
                "Left, -, \\e[D",
                "Home, -, \\e[H",
                "End, -, \\e[F",
                "Up, ckm, \\eOA",
                "Down, ckm, \\eOB",
                "Right, ckm, \\eOC",
                "Left, ckm, \\eOD",
                "Home, ckm, \\eOH",
                "End, ckm, \\eOF",
                "Up, vt52, \\eA",
                "Left, vt52 ckm, \\eD",
                "Home, vt52, \\eH",
                // modifiers: 2 Shift, 3 Alt, 4 Shift+Alt, 5 Ctrl, 6, 7, 8, 9 Meta; SS3 has no parameters
                "Shift+Up, -, \\e[1;2A",
                "Alt+Up, -, \\e[1;3A",
                "Alt+Shift+Up, -, \\e[1;4A",
                "Ctrl+Up, -, \\e[1;5A",
                "Ctrl+Shift+Left, -, \\e[1;6D",
                "Ctrl+Alt+Left, -, \\e[1;7D",
                "Ctrl+Alt+Shift+Left, -, \\e[1;8D",
                "Meta+Right, -, \\e[1;9C",
                "Ctrl+Up, ckm, \\e[1;5A",
                "Ctrl+Up, vt52, \\eA",
                "Up, s8c1t, \\x9BA",
                "Up, s8c1t ckm, \\x8FA",
                "Up, s8c1t vt52, \\eA",
                // editing keys
                "Insert, -, \\e[2~",
                "Delete, -, \\e[3~",
                "PageUp, -, \\e[5~",
                "PageDown, -, \\e[6~",
                "Ctrl+Delete, -, \\e[3;5~",
                "Shift+Insert, ckm, \\e[2;2~",
                // function keys
                "F1, -, \\eOP",
                "F2, -, \\eOQ",
                "F3, -, \\eOR",
                "F4, -, \\eOS",
                "F5, -, \\e[15~",
                "F6, -, \\e[17~",
                "F7, -, \\e[18~",
                "F8, -, \\e[19~",
                "F9, -, \\e[20~",
                "F10, -, \\e[21~",
                "F11, -, \\e[23~",
                "F12, -, \\e[24~",
                "F13, -, \\e[25~",
                "F14, -, \\e[26~",
                "F15, -, \\e[28~",
                "F16, -, \\e[29~",
                "F17, -, \\e[31~",
                "F18, -, \\e[32~",
                "F19, -, \\e[33~",
                "F20, -, \\e[34~",
                "F21, -, \\e[42~",
                "F24, -, \\e[45~",
                "Shift+F1, -, \\e[1;2P",
                "Ctrl+F4, -, \\e[1;5S",
                "Alt+F5, -, \\e[15;3~",
                "F1, vt52, \\eP",
                "F4, vt52, \\eS",
                // keypad: numeric, application, VT52
                "KP_0, -, 0",
                "KP_Enter, -, \\x0D",
                "KP_Enter, lnm, \\x0D\\x0A",
                "KP_Add, -, +",
                "KP_0, pam, \\eOp",
                "KP_1, pam, \\eOq",
                "KP_5, pam, \\eOu",
                "KP_9, pam, \\eOy",
                "KP_Subtract, pam, \\eOm",
                "KP_Separator, pam, \\eOl",
                "KP_Decimal, pam, \\eOn",
                "KP_Enter, pam, \\eOM",
                "KP_Multiply, pam, \\eOj",
                "KP_Add, pam, \\eOk",
                "KP_Divide, pam, \\eOo",
                "KP_Equal, pam, \\eOX",
                "KP_5, vt52 pam, \\e?u",
                "KP_Enter, vt52 pam, \\e?M",
                "Ctrl+KP_5, pam, \\eO5u",
                // keys with a control character
                "Enter, -, \\x0D",
                "Enter, lnm, \\x0D\\x0A",
                "Alt+Enter, -, \\e\\x0D",
                "Ctrl+Enter, -, \\x0D",
                "Tab, -, \\x09",
                "Shift+Tab, -, \\e[Z",
                "Alt+Tab, -, \\e\\x09",
                "Ctrl+Tab, -, \\x09",
                "Escape, -, \\e",
                "Alt+Escape, -, \\e\\e",
                "Backspace, -, \\x7F",
                "Backspace, bkm, \\x08",
                "Ctrl+Backspace, -, \\x08",
                "Ctrl+Backspace, bkm, \\x7F",
                "Alt+Backspace, -, \\e\\x7F",
                "Space, -, ` `",
                "Ctrl+Space, -, \\x00",
                "Alt+Space, -, `\\e `",
                // characters
                "a, -, a",
                "A, -, A",
                "Shift+a, -, A",
                "Shift+1, -, !",
                "é, -, \\xC3\\xA9",
                "Alt+é, -, \\e\\xC3\\xA9",
                "Alt+x, -, \\ex",
                "Alt+X, -, \\eX",
                "Meta+x, -, \\ex",
                "Ctrl+a, -, \\x01",
                "Ctrl+A, -, \\x01",
                "Ctrl+z, -, \\x1A",
                "Ctrl+m, lnm, \\x0D\\x0A",
                "Ctrl+Alt+a, -, \\e\\x01",
                "Ctrl+Shift+a, -, \\x01",
                "Ctrl+@, -, \\x00",
                "Ctrl+[, -, \\e",
                "Ctrl+], -, \\x1D",
                "Ctrl+^, -, \\x1E",
                "Ctrl+_, -, \\x1F",
                "Ctrl+?, -, \\x7F",
                "Ctrl+/, -, \\x1F",
                "Ctrl+2, -, \\x00",
                "Ctrl+3, -, \\e",
                "Ctrl+7, -, \\x1F",
                "Ctrl+8, -, \\x7F",
                "Ctrl+1, -, 1",
                "Ctrl+;, -, ;",
                "Ctrl+é, -, \\xC3\\xA9",
            })
    void encode_keyInXtermsModes_sendsWhatXtermSends(String chord, String modes, String expected) {
        assertEquals(expected, sent(Key.parse(chord), modes));
    }

    @ParameterizedTest(name = "{0}: level 1 {1}, level 2 {2}")
    @CsvSource(
            quoteCharacter = '`',
            value = {
                // xterm, modified-keys.html
                "a, a, a",
                "A, A, A",
                "Shift+a, A, \\e[27;2;65~",
                "Shift+1, !, !",
                "!, !, !",
                "Ctrl+a, \\x01, \\e[27;5;97~",
                "Ctrl+i, \\x09, \\e[27;5;105~",
                "Ctrl+Shift+a, \\x01, \\e[27;6;65~",
                "Alt+a, \\ea, \\e[27;3;97~",
                "Ctrl+Alt+a, \\e\\x01, \\e[27;7;97~",
                "Ctrl+1, \\e[27;5;49~, \\e[27;5;49~",
                "Ctrl+Shift+1, \\e[27;6;33~, \\e[27;6;33~",
                "Ctrl+2, \\x00, \\e[27;5;50~",
                "Ctrl+;, \\e[27;5;59~, \\e[27;5;59~",
                "Ctrl+=, \\e[27;5;61~, \\e[27;5;61~",
                "Ctrl+., \\e[27;5;46~, \\e[27;5;46~",
                "Alt+1, \\e1, \\e[27;3;49~",
                "Ctrl+Space, \\x00, \\e[27;5;32~",
                "Shift+Space, ` `, \\e[27;2;32~",
                "Enter, \\x0D, \\x0D",
                "Shift+Enter, \\e[27;2;13~, \\e[27;2;13~",
                "Ctrl+Shift+/, \\e[27;6;63~, \\e[27;6;63~",
                "Ctrl+Enter, \\e[27;5;13~, \\e[27;5;13~",
                "Alt+Enter, \\e\\x0D, \\e[27;3;13~",
                "Tab, \\x09, \\x09",
                "Shift+Tab, \\e[Z, \\e[Z",
                "Ctrl+Tab, \\e[27;5;9~, \\e[27;5;9~",
                "Ctrl+Shift+Tab, \\e[Z, \\e[27;6;9~",
                "Escape, \\e, \\e",
                "Ctrl+Escape, \\e, \\e[27;5;27~",
                "Backspace, \\x7F, \\x7F",
                "Ctrl+Backspace, \\x08, \\x08",
                "Shift+Backspace, \\x7F, \\e[27;2;127~",
                "Up, \\e[A, \\e[A",
                "Ctrl+Up, \\e[1;5A, \\e[1;5A",
                "Shift+F1, \\e[1;2P, \\e[1;2P",
                "Delete, \\e[3~, \\e[3~",
            })
    void encode_modifyOtherKeys_sendsWhatXtermSends(String chord, String level1, String level2) {
        assertEquals(level1, sent(Key.parse(chord), "mok1"));
        assertEquals(level2, sent(Key.parse(chord), "mok2"));
    }

    @ParameterizedTest(name = "{0} under [{1}]: {2}")
    @CsvSource(
            quoteCharacter = '`',
            value = {
                // kitty keyboard protocol, "Disambiguate escape codes"
                "a, kitty1, a",
                "A, kitty1, A",
                "Shift+a, kitty1, A",
                "Escape, kitty1, \\e[27u",
                "Alt+a, kitty1, \\e[97;3u",
                "Ctrl+a, kitty1, \\e[97;5u",
                "Ctrl+C, kitty1, \\e[99;5u",
                "Ctrl+Shift+a, kitty1, \\e[97;6u",
                "Alt+Shift+a, kitty1, \\e[97;4u",
                "Alt+A, kitty1, \\e[97;4u",
                "Meta+a, kitty1, \\e[97;33u",
                "Ctrl+?, kitty1, \\e[47;6u",
                "Enter, kitty1, \\x0D",
                "Tab, kitty1, \\x09",
                "Backspace, kitty1, \\x7F",
                "Shift+Enter, kitty1, \\e[13;2u",
                "Shift+Tab, kitty1, \\e[9;2u",
                "Ctrl+Backspace, kitty1, \\e[127;5u",
                "Ctrl+Space, kitty1, \\e[32;5u",
                "Space, kitty1, ` `",
                "Ctrl+é, kitty1, \\e[233;5u",
                "Up, kitty1, \\e[A",
                "Up, kitty1 ckm, \\e[A",
                "Shift+Up, kitty1, \\e[1;2A",
                "Home, kitty1, \\e[H",
                "F1, kitty1, \\e[P",
                "F3, kitty1, \\e[13~",
                "Ctrl+F3, kitty1, \\e[13;5~",
                "F5, kitty1, \\e[15~",
                "F13, kitty1, \\e[57376u",
                "F24, kitty1, \\e[57387u",
                "Delete, kitty1, \\e[3~",
                "Ctrl+PageUp, kitty1, \\e[5;5~",
                "KP_5, kitty1, \\e[57404u",
                "Ctrl+KP_5, kitty1, \\e[57404;5u",
                "KP_Enter, kitty1, \\e[57414u",
                // the other flags alone keep the legacy form
                "Up, kitty4 ckm, \\eOA",
                "F1, kitty4, \\eOP",
                "F3, kitty4, \\eOR",
                "Escape, kitty4, \\e",
                "Ctrl+a, kitty4, \\x01",
                "Alt+a, kitty4, \\ea",
                "Ctrl+Shift+a, kitty4, \\e[97:65;6u",
                "Shift+Enter, kitty4, \\x0D",
                "KP_Enter, kitty4, \\x0D",
                "Up, kitty2 ckm, \\e[A",
                "Escape, kitty2, \\e",
                // "Report alternate keys"
                "Ctrl+Shift+a, kitty5, \\e[97:65;6u",
                "Ctrl+a, kitty5, \\e[97;5u",
                "Alt+!, kitty5, \\e[49:33;4u",
                // "Report all keys as escape codes"
                "a, kitty8, \\e[97u",
                "A, kitty8, \\e[97;2u",
                "Enter, kitty8, \\e[13u",
                "Tab, kitty8, \\e[9u",
                "Backspace, kitty8, \\e[127u",
                "Escape, kitty8, \\e[27u",
                "Space, kitty8, \\e[32u",
                "KP_5, kitty8, \\e[57404u",
                "Up, kitty8, \\e[A",
                // "Report associated text"
                "a, kitty24, \\e[97;;97u",
                "A, kitty24, \\e[97;2;65u",
                "A, kitty28, \\e[97:65;2;65u",
                "Ctrl+a, kitty24, \\e[97;5u",
                "KP_5, kitty24, \\e[57404;;53u",
                "a, kitty16, a",
                "A, kitty31, \\e[97:65;2;65u",
                // VT52 mode knows none of it
                "Up, kitty31 vt52, \\eA",
            })
    void encode_kittyKeyboard_sendsWhatKittySends(String chord, String modes, String expected) {
        assertEquals(expected, sent(Key.parse(chord), modes));
    }

    @ParameterizedTest(name = "[{1}]: {2}")
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "hi, -, hi",
                "a\\nb, -, a\\x0Db",
                "a\\nb, lnm, a\\x0D\\x0Ab",
                "a\\r\\nb, -, a\\x0Db",
                "a\\nB, kitty1, a\\x0DB",
                "a\\nB, kitty8, \\e[97u\\e[13u\\e[98;2u",
                "a\\t, kitty8, \\e[97u\\e[9u",
                "A!, mok2, A!",
                "é, -, \\xC3\\xA9",
            })
    void encode_text_sendsEachCharacterAsItsKeyWould(String text, String modes, String expected) {
        String typed = text.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t");
        assertEquals(expected, TestModes.readable(InputEncoder.encode(Input.text(typed), TestModes.of(modes))));
    }

    @Test
    void encode_everyKeyUnderEveryMode_sendsSomething() {
        for (String name :
                new String[] {"Up", "F1", "F3", "F12", "F20", "KP_1", "KP_Enter", "Enter", "Tab", "x", "Ü"}) {
            for (int flags = 0; flags < 32; flags++) {
                for (String words : new String[] {"ckm pam", "mok1", "mok2 bkm", "vt52 pam", "s8c1t lnm"}) {
                    InputModes modes = TestModes.of(words + " kitty" + flags);
                    for (int mask = 0; mask < 16; mask++) {
                        Key key = withModifiers(Key.parse(name), mask);
                        assertTrue(InputEncoder.encode(key, modes).length > 0, key + " under " + modes);
                    }
                }
            }
        }
    }

    @Test
    void encode_bytes_sendsThemAsTheyAre() {
        byte[] raw = "\u001b[A\n\u00e9".getBytes(StandardCharsets.UTF_8);
        assertEquals(
                TestModes.readable(raw),
                TestModes.readable(InputEncoder.encode(Input.bytes(raw), TestModes.of("kitty31 lnm"))));
    }

    @Test
    void focus_asked_sendsInAndOut() {
        assertEquals("\\e[I", TestModes.readable(InputEncoder.encode(Input.focusIn(), TestModes.of("1004"))));
        assertEquals("\\e[O", TestModes.readable(InputEncoder.encode(Input.focusOut(), TestModes.of("1004"))));
    }

    @Test
    void focus_notAsked_isRefused() {
        InputRejectedException refused = assertThrows(
                InputRejectedException.class, () -> InputEncoder.encode(Input.focusIn(), TestModes.of("-")));
        assertTrue(refused.getMessage().contains("mode 1004"), refused.getMessage());
    }

    /** kitty keyboard protocol, "Functional key definitions", "Modifiers", "Event types". */
    @ParameterizedTest(name = "{0} {1} under [{2}]: {3}")
    @CsvSource(
            quoteCharacter = '`',
            value = {
                // keys with a number of their own
                "Menu, PRESS, kitty1, \\e[57363u",
                "Menu, PRESS, -, \\e[29~",
                "Pause, PRESS, kitty1, \\e[57362u",
                "PrintScreen, PRESS, kitty1, \\e[57361u",
                "F25, PRESS, kitty1, \\e[57388u",
                "F35, PRESS, kitty1, \\e[57398u",
                "MediaPlay, PRESS, kitty1, \\e[57428u",
                "MediaRecord, PRESS, kitty1, \\e[57437u",
                "VolumeDown, PRESS, kitty1, \\e[57438u",
                "Mute, PRESS, kitty1, \\e[57440u",
                "Ctrl+MediaNext, PRESS, kitty1, \\e[57435;5u",
                // the keypad without Num Lock
                "KP_Left, PRESS, -, \\e[D",
                "KP_Left, PRESS, ckm, \\eOD",
                "KP_PageUp, PRESS, -, \\e[5~",
                "KP_Left, PRESS, kitty1, \\e[57417u",
                "KP_Delete, PRESS, kitty1, \\e[57426u",
                "KP_Left, PRESS, kitty4, \\e[D",
                "KP_Begin, PRESS, -, \\e[E",
                "KP_Begin, PRESS, kitty1, \\e[E",
                // 8 Super, 16 Hyper, 64 Caps Lock, 128 Num Lock
                "Super+a, PRESS, kitty1, \\e[97;9u",
                "Hyper+a, PRESS, kitty1, \\e[97;17u",
                "Super+Up, PRESS, kitty1, \\e[1;9A",
                "CapsLock+Up, PRESS, kitty1, \\e[1;65A",
                "NumLock+F5, PRESS, kitty1, \\e[15;129~",
                "Ctrl+NumLock+a, PRESS, kitty1, \\e[97;133u",
                // locks are not told of keys that type text, nor of Enter, until all keys are reported
                "CapsLock+a, PRESS, kitty1, A",
                "CapsLock+a, PRESS, -, A",
                "CapsLock+Shift+a, PRESS, kitty1, a",
                "NumLock+a, PRESS, kitty1, a",
                "CapsLock+Enter, PRESS, kitty1, \\x0D",
                "CapsLock+a, PRESS, kitty8, \\e[97;65u",
                "CapsLock+a, PRESS, kitty24, \\e[97;65;65u",
                // repetitions and releases
                "Up, REPEAT, -, \\e[A",
                "a, REPEAT, kitty1, a",
                "Up, REPEAT, kitty3, \\e[1;1:2A",
                "Up, RELEASE, kitty3, \\e[1;1:3A",
                "Shift+Up, RELEASE, kitty3, \\e[1;2:3A",
                "Ctrl+a, REPEAT, kitty3, \\e[97;5:2u",
                "Ctrl+a, RELEASE, kitty3, \\e[97;5:3u",
                "a, REPEAT, kitty3, a",
                "a, RELEASE, kitty11, \\e[97;1:3u",
                "a, RELEASE, kitty27, \\e[97;1:3u",
                "a, REPEAT, kitty27, \\e[97;1:2;97u",
                "Enter, REPEAT, kitty3, \\x0D",
                "Enter, RELEASE, kitty11, \\e[13;1:3u",
                "Escape, RELEASE, kitty3, \\e[27;1:3u",
                "Delete, RELEASE, kitty2, \\e[3;1:3~",
                "Pause, RELEASE, kitty2, \\e[57362;1:3u",
                "KP_5, RELEASE, kitty3, \\e[57404;1:3u",
                // modifiers and locks alone: their own bit is set from their press on
                "LeftShift, PRESS, kitty8, \\e[57441;2u",
                "LeftCtrl, PRESS, kitty8, \\e[57442;5u",
                "RightMeta, PRESS, kitty8, \\e[57452;33u",
                "LeftCtrl, RELEASE, kitty10, \\e[57442;1:3u",
                "Ctrl+LeftCtrl, RELEASE, kitty10, \\e[57442;5:3u",
                "CapsLock, PRESS, kitty8, \\e[57358;65u",
                "NumLock, PRESS, kitty8, \\e[57360;129u",
                "ScrollLock, PRESS, kitty8, \\e[57359u",
                "AltGr, PRESS, kitty8, \\e[57453u",
            })
    void encode_keyOfKittysProtocol_sendsWhatKittySends(String chord, Key.Event event, String modes, String expected) {
        Key key = Key.parse(chord);
        Key happened = new Key(key.name(), key.modifiers(), event);
        assertEquals(expected, TestModes.readable(InputEncoder.encode(happened, TestModes.of(modes))));
    }

    @ParameterizedTest(name = "{0} {1} under [{2}] is refused: {3}")
    @CsvSource({
        "a, RELEASE, -, kitty's keyboard protocol",
        "Super+a, PRESS, -, kitty's keyboard protocol",
        "MediaPlay, PRESS, -, kitty's keyboard protocol",
        "LeftShift, PRESS, -, kitty's keyboard protocol",
        "Up, RELEASE, kitty1, flag 2",
        "a, RELEASE, kitty3, flag 8",
        "Enter, RELEASE, kitty3, flag 8",
        "LeftShift, PRESS, kitty3, flag 8",
        "CapsLock, PRESS, kitty1, flag 8",
    })
    void encode_keyThatTheProgramHasNotAskedFor_isRefusedWithTheReason(
            String chord, Key.Event event, String modes, String reason) {
        Key key = Key.parse(chord);
        Key happened = new Key(key.name(), key.modifiers(), event);
        InputRejectedException refused =
                assertThrows(InputRejectedException.class, () -> InputEncoder.encode(happened, TestModes.of(modes)));
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
    }

    @Test
    void encode_sequenceAndSecret_areTheirParts() {
        Input all = Input.sequence(Input.text("a"), Key.UP.times(2), Input.secret("b"));
        assertEquals("a\\e[A\\e[Ab", TestModes.readable(InputEncoder.encode(all, TestModes.of("-"))));
    }

    private static Key withModifiers(Key key, int mask) {
        Key result = (mask & 1) == 0 ? key : key.shift();
        result = (mask & 2) == 0 ? result : result.alt();
        result = (mask & 4) == 0 ? result : result.ctrl();
        return (mask & 8) == 0 ? result : result.meta();
    }

    private static String sent(Key key, String modes) {
        return TestModes.readable(InputEncoder.encode(key, TestModes.of(modes)));
    }
}
