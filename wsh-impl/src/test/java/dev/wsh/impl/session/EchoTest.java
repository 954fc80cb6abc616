package dev.wsh.impl.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is the echo of input, and what the answer to it. */
class EchoTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1+1^M        | 1+1^M^J2^M^J              | 2^M^J",
                "1+1^M        | 1+1^M^J                   | ''",
                "make^M       | ^[[?2004lmake^M^Jdone     | done",
                "make^M       | make^[[K^M^Jdone          | done",
                "make^M       | done                      | done",
                "make^M       | mak                       | ''",
                "a^Mb^M       | a^M^Jb^M^Jc               | c",
                "''           | anything                  | anything",
            })
    void length_ofOutputThatBeginsWithTheEcho_isTheEcho(String input, String output, String rest) {
        byte[] bytes = bytes(output);
        int length = Echo.length(bytes, Echo.of(bytes(input)));
        assertEquals(rest.strip(), caret(new String(bytes, length, bytes.length - length, UTF_8)));
    }

    private static byte[] bytes(String text) {
        return text.strip()
                .replace("^M", "\r")
                .replace("^J", "\n")
                .replace("^[", "\u001b")
                .getBytes(UTF_8);
    }

    private static String caret(String text) {
        return text.replace("\r", "^M").replace("\n", "^J").replace("\u001b", "^[");
    }
}
