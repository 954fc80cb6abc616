package dev.wsh.impl.pty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JvmSurroundingsTest {

    private static Map<String, String> ascii(Map<String, String> jdk, String latinBlock) {
        return JvmSurroundings.environment(
                jdk, latinBlock.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.US_ASCII);
    }

    @Test
    @DisplayName("what the JDK could not read has its bytes again: UTF-8 as text, others escaped, names too")
    void environment_bytesThatTheJdkLost_areThereAgain() {
        Map<String, String> jdk = Map.of("A", "gr\uFFFD\uFFFD", "B\uFFFD", "\uFFFD", "C", "plain", "EMPTY", "");
        assertEquals(
                Map.of("A", "gr\u00fc", "B\uDCFC", "\uDCFF", "C", "plain", "EMPTY", ""),
                ascii(jdk, "A=gr\u00c3\u00bc\0B\u00fc=\u00ff\0C=plain\0EMPTY=\0"));
    }

    @Test
    @DisplayName("native code has set, changed or removed a variable since: the JDK's word counts")
    void environment_changedSince_isTheJdks() {
        assertEquals(
                Map.of("A", "new", "LATER", "x"),
                ascii(Map.of("A", "new", "LATER", "x"), "A=old\0GONE=y\0no variable\0"));
    }

    @Test
    void environment_noBlock_isTheJdks() {
        assertEquals(Map.of("A", "x"), ascii(Map.of("A", "x"), ""));
    }

    @Test
    @DisplayName("here, where nothing is lost, the environment is the JDK's")
    void environment_ofThisJvm_hasTheJdksNames() {
        assertEquals(System.getenv().keySet(), JvmSurroundings.environment().keySet());
    }

    @Test
    void absolute_relativePath_startsAtTheDirectoryAndKeepsItsSteps() {
        Path directory = JvmSurroundings.directory();
        assertEquals(directory, JvmSurroundings.absolute(Path.of("")));
        assertEquals(directory.resolve("a/../b"), JvmSurroundings.absolute(Path.of("a/../b")));
        assertEquals(Path.of("/x/../y"), JvmSurroundings.absolute(Path.of("/x/../y")));
    }
}
