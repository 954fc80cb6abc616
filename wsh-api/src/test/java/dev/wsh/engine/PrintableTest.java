package dev.wsh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    @DisplayName("what a person can read stays as it is, wide characters and combining ones too")
    void line_plainText_isItself() {
        String plain = "gr\u00fc\u00df \u4f60\u597d e\u0301 \ud83d\udc4d C:\\x \"y\"";
        assertSame(plain, Printable.line(plain));
        assertEquals('"' + plain + '"', Printable.quoted(plain, 60));
    }

    @Test
    @DisplayName("controls, separators, the controls of bidirectional text and lone surrogates are escaped")
    void line_hostileText_isEscaped() {
        assertEquals("a\\nb\\r\\t\\e[31m\\x07\\x7f", Printable.line("a\nb\r\t\u001b[31m\u0007\u007f"));
        assertEquals("\\x9b1m\\x85", Printable.line("\u009b1m\u0085"));
        assertEquals("\\u202egnp.exe \\u2066x\\u200f", Printable.line("\u202egnp.exe \u2066x\u200f"));
        assertEquals("\\u2028\\u2029", Printable.line("\u2028\u2029"));
        assertEquals("\\ud83dx\\udc4d", Printable.line("\ud83dx\udc4d"));
    }

    @Test
    void lines_severalLines_keepTheirEnds() {
        assertEquals("one\ntwo\\e[2J\n", Printable.lines("one\ntwo\u001b[2J\n"));
    }

    @Test
    @DisplayName("a long text is cut, never within a character, and says how much more there is")
    void line_longText_isCut() {
        assertEquals("abc… (4 more characters)", Printable.line("abcdefg", 3));
        assertEquals("\"abc…\"", Printable.quoted("abcdefg", 3));
        assertEquals("ab… (3 more characters)", Printable.line("ab\ud83d\udc4dc", 3));
        assertEquals("\"ab…\"", Printable.quoted("ab\ud83d\udc4dc", 3));
    }

    @Property(tries = 500)
    void line_anyText_hasNoControl(@ForAll String text, @ForAll @IntRange(min = 1, max = 50) int most) {
        for (String shown :
                new String[] {Printable.line(text), Printable.line(text, most), Printable.quoted(text, most)}) {
            assertTrue(shown.chars().noneMatch(Character::isISOControl), shown);
            assertFalse(shown.contains("\u202e"));
        }
    }
}
