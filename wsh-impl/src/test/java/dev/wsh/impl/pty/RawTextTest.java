package dev.wsh.impl.pty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class RawTextTest {

    @Property(tries = 500)
    void bytes_ofAnyBytes_areThose(@ForAll @Size(max = 40) byte[] bytes) {
        assertArrayEquals(bytes, RawText.bytes(RawText.of(bytes)));
    }

    @Property(tries = 200)
    void text_ofUtf8_isThatText(@ForAll String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        assertEquals(new String(utf8, StandardCharsets.UTF_8), RawText.of(utf8));
    }

    @Property(tries = 500)
    @DisabledOnOs(OS.WINDOWS)
    void path_ofAnyName_keepsItsBytes(@ForAll @Size(min = 1, max = 20) byte[] name) {
        for (int i = 0; i < name.length; i++) {
            if (name[i] == 0 || name[i] == '/' || name[i] == '.') {
                name[i] = 'x'; // no name can have these, or they say where
            }
        }
        String text = "/no/such/" + RawText.of(name);
        assertEquals(text, RawText.of(RawText.path(text)));
    }

    @Test
    @DisplayName("a byte that is no UTF-8 stands as U+DC00 plus the byte, whole and cut sequences alike")
    void text_ofOtherBytes_escapesThem() {
        assertEquals("a\uDCFFb", RawText.of(new byte[] {'a', (byte) 0xff, 'b'}));
        assertEquals("\uDCE2\uDC82", RawText.of(new byte[] {(byte) 0xe2, (byte) 0x82}));
        assertEquals("\uDCC3(", RawText.of(new byte[] {(byte) 0xc3, '('}));
    }

    @Test
    void bytes_ofALoneSurrogateForNoByte_areAQuestionMark() {
        assertArrayEquals(new byte[] {'a', '?', (byte) 0x80}, RawText.bytes("a\uDC7F\uDC80"));
    }

    @Test
    @DisplayName("a directory that is there has no slash at its end")
    @DisabledOnOs(OS.WINDOWS)
    void text_ofADirectory_hasNoSlash() {
        assertEquals("/tmp", RawText.of(Path.of("/tmp")));
        assertEquals("/", RawText.of(Path.of("/")));
    }
}
