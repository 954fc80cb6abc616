package dev.wsh.examples.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.testkit.EnabledIfProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The commands of {@code docs/server.md} print what it says, run as a reader would: by a shell with curl. */
@EnabledOnOs(OS.LINUX)
class ServerDocumentTest {
    private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```sh\\R(.*?)^```\\R```output\\R(.*?)^```$");

    @Test
    @EnabledIfProgram({"bash", "curl"})
    void examples_inOrder_printWhatIsSaid(@TempDir Path folder) throws Exception {
        try (ServerLab lab = new ServerLab(folder)) {
            String document = Files.readString(document());
            String setUp = "server=" + lab.server.uri().toString().replaceFirst("/$", "") + "\n"
                    + line(document, "wsh() ").replace("~/.wsh/token", lab.tokenFile.toString()) + "\n";
            Matcher examples = EXAMPLE.matcher(document);
            int number = 0;
            for (; examples.find(); number++) {
                assertEquals(examples.group(2), run(setUp + examples.group(1)), examples.group(1));
            }
            assertTrue(number >= 10, "examples: " + number);
        }
    }

    /** Older versions of curl know no {@code --json}; what it stands for is the same. */
    private static String run(String script) throws IOException, InterruptedException {
        String plain = script.replace("--json ", "-H 'Content-Type: application/json' --data ");
        Process bash = new ProcessBuilder(List.of("bash", "-c", plain))
                .redirectErrorStream(true)
                .start();
        bash.getOutputStream().close();
        String printed = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        bash.waitFor();
        return printed.endsWith("\n") ? printed : printed + "\n";
    }

    private static String line(String document, String start) {
        return document.lines()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow();
    }

    private static Path document() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/server.md"))) {
            folder = folder.getParent();
        }
        return folder.resolve("docs/server.md");
    }
}
