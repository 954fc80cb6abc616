package dev.wsh.impl.vt.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Checks that {@link UnicodeData} is what the generator writes, and the segmenter against ICU4J's own.
 *
 * <p>{@code ./mvnw -Punicode -pl wsh-impl -am test -Dtest=UnicodeTablesRegenerationTest
 * -Dsurefire.failIfNoSpecifiedTests=false}; with {@code -Dunicode.write=true} it writes the file anew first.
 */
final class UnicodeTablesRegenerationTest {

    private static final Path SOURCE = Path.of("src/main/java/dev/wsh/impl/vt/grid/UnicodeData.java");

    @Test
    void generate_sameIcu_givesTheFileInTheTree() throws IOException {
        String generated = UnicodeTablesGenerator.generate();
        if (Boolean.getBoolean("unicode.write")) {
            Files.writeString(SOURCE, generated);
        }
        assertEquals(generated, Files.readString(SOURCE));
    }

    @Test
    void isBreak_randomText_agreesWithIcu() {
        Random random = new Random(1);
        BreakIterator icu = BreakIterator.getCharacterInstance(ULocale.ROOT);
        for (int round = 0; round < 20_000; round++) {
            String text = random(random);
            icu.setText(text);
            int state = GraphemeBreaker.START;
            for (int i = 0; i < text.length(); ) {
                int cp = text.codePointAt(i);
                int property = GraphemeBreaker.property(cp);
                int at = i;
                assertEquals(
                        icu.isBoundary(i),
                        GraphemeBreaker.isBreak(state, property),
                        () -> "before character " + at + " of "
                                + text.codePoints()
                                        .mapToObj(Integer::toHexString)
                                        .toList());
                state = GraphemeBreaker.nextState(state, property);
                i += Character.charCount(cp);
            }
        }
    }

    private static String random(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            int cp;
            do {
                cp = random.nextInt(random.nextBoolean() ? 0x3100 : 0x20000);
            } while (cp >= 0xD800 && cp < 0xE000
                    || UnicodeTablesGenerator.FORMERLY_PICTOGRAPHIC.contains(cp)
                    || random.nextInt(4) != 0 && GraphemeBreaker.property(cp) == 0);
            text.appendCodePoint(cp);
        }
        return text.toString();
    }
}
