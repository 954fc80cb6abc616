package dev.wsh.examples.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the documents say in Java compiles against the API as it is, and what they link to exists. */
class DocumentsTest {
    private static final Pattern JAVA_BLOCK = Pattern.compile("(?ms)^```java\\R(.*?)^```$");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)");

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("CODE-MAP.md"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        for (Path folder : List.of(root(), root().resolve("docs"))) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
            }
        }
        return documents;
    }

    private static List<DynamicTest> forEachBlock(Predicate<String> which, Consumer<String> test) throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path document : documents()) {
            Matcher blocks = JAVA_BLOCK.matcher(Files.readString(document));
            for (int number = 1; blocks.find(); number++) {
                String block = blocks.group(1);
                if (which.test(block)) {
                    tests.add(DynamicTest.dynamicTest(document.getFileName() + " " + number, () -> test.accept(block)));
                }
            }
        }
        return tests;
    }

    @TestFactory
    List<DynamicTest> javaBlocks_ofDocuments_compile() throws IOException {
        List<DynamicTest> tests =
                forEachBlock(block -> true, block -> assertEquals(List.of(), Snippet.errors(block), block));
        assertTrue(tests.size() >= 10, tests::toString);
        return tests;
    }

    @TestFactory
    List<DynamicTest> javaBlocks_inVirtualTime_run() throws IOException {
        List<DynamicTest> tests = forEachBlock(block -> block.contains("new VirtualTime()"), Snippet::run);
        assertEquals(2, tests.size());
        return tests;
    }

    @TestFactory
    @EnabledOnOs(OS.LINUX)
    List<DynamicTest> javaBlocks_withSessionsOfTheirOwn_run() throws IOException {
        List<DynamicTest> tests = forEachBlock(block -> block.startsWith("try (Wsh own = Wsh.open())"), Snippet::run);
        assertEquals(9, tests.size());
        return tests;
    }

    @Test
    void snippet_wrong_isFound() {
        assertEquals(List.of(), Snippet.errors("wsh.tagged(\"a\").outcomes();"));
        assertFalse(Snippet.errors("wsh.taged(\"a\");").isEmpty());
    }

    @Test
    void links_ofDocuments_leadSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path document : documents()) {
            Matcher links = LINK.matcher(Files.readString(document));
            while (links.find()) {
                if (!Files.exists(document.resolveSibling(links.group(1)))) {
                    broken.add(document.getFileName() + ": " + links.group(1));
                }
            }
        }
        assertEquals(List.of(), broken);
    }
}
