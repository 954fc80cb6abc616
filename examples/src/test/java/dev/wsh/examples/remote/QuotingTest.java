package dev.wsh.examples.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What real shells make of quoted words. */
class QuotingTest {
    private static final String[] PIECES = {
        "'", "\"", "\\", "$", "$HOME", "`id`", "$(id)", "!", "*", "?", "~", " ", "\t", "\n", "-", "--", "=", "#", "%",
        "&", "|", ";", "<", ">", "(", ")", "[", "]", "{a,b}", "^", "ä", "日本", "😀", "a", "b1", "\\'", "'\\", "\\\\",
        "\\n", "%s", "%self"
    };

    @ParameterizedTest
    @ValueSource(strings = {"sh", "dash", "bash", "zsh", "fish", "ksh", "busybox sh"})
    void words_inAnyShell_areReadBackAsTheyWere(String shell) throws Exception {
        String[] parts = shell.split(" ");
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":")).anyMatch(dir -> Files.isExecutable(Path.of(dir, parts[0]))),
                shell + " is not installed");
        Random random = new Random(7);
        List<String> words = new ArrayList<>(List.of("", "plain", "-n", "a b"));
        for (int i = 0; i < 400; i++) {
            StringBuilder word = new StringBuilder();
            for (int j = random.nextInt(6); j >= 0; j--) {
                word.append(PIECES[random.nextInt(PIECES.length)]);
            }
            words.add(word.toString());
        }
        List<String> argv = new ArrayList<>(List.of(parts));
        argv.add("-c");
        argv.add("exec /bin/sh -c " + Quoting.word("for w; do printf '%s\\0' \"$w\"; done") + " sh "
                + Quoting.words(words));
        assertEquals(words, split(output(argv)));
    }

    @Test
    void script_cwdEnvAndArguments_areAsGiven() throws Exception {
        FarCommand command = new FarCommand(
                List.of("/bin/sh", "-c", "printf '%s\\0' \"$PWD\" \"$A\" \"${HOME-none}\" \"$0\"", "it's \"me\""),
                Optional.of(Path.of("/usr/bin")),
                Map.of("A", "x\ny'z $HOME \\"),
                Set.of("HOME"),
                false);
        List<String> expected = List.of("/usr/bin", "x\ny'z $HOME \\", "none", "it's \"me\"");
        assertEquals(expected, split(output(command.arguments())));
        assertEquals(expected, split(output(List.of("/bin/sh", "-c", command.line()))));
    }

    @Test
    void script_cleanEnv_hasOnlyWhatIsSet() throws Exception {
        FarCommand command =
                new FarCommand(List.of("/usr/bin/env"), Optional.empty(), Map.of("A", "a b"), Set.of(), true);
        List<String> lines = output(command.arguments())
                .lines()
                .filter(line -> !line.startsWith("TERM="))
                .toList();
        assertEquals(List.of("A=a b"), lines);
    }

    @Test
    void variable_withANameNoShellTakes_isRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new FarCommand(List.of("a"), Optional.empty(), Map.of("A;id", "x"), Set.of(), false));
        assertThrows(
                IllegalArgumentException.class,
                () -> new FarCommand(List.of("a"), Optional.empty(), Map.of(), Set.of("$(id)"), false));
    }

    private static String output(List<String> argv) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(argv)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), printed);
        return printed;
    }

    private static List<String> split(String output) {
        List<String> words = new ArrayList<>(List.of(output.split("\0", -1)));
        words.remove(words.size() - 1);
        return words;
    }
}
