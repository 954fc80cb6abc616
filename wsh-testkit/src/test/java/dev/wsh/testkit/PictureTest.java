package dev.wsh.testkit;

import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Emulator;
import dev.wsh.Screen;
import dev.wsh.Wsh;
import dev.wsh.testkit.picture.Colours;
import dev.wsh.testkit.picture.Glyphs;
import dev.wsh.testkit.picture.Raster;
import dev.wsh.testkit.picture.Sheet;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

final class PictureTest {
    private static final String HARD = "a <&\"> 日本 😀 e\u0301\u0001\r\n\u001b[1;31;44mred  on blue\u001b[m ┌─┐\r\n"
            + "\u001b[4:3mwave\u001b[m \u001b[8msecret\u001b[m \u001b]8;;javascript:alert(1)\u0007bad\u001b]8;;\u0007"
            + " \u001b]8;;https://example.org/?a=1&b=2\u0007good\u001b]8;;\u0007";

    @Test
    void svg_ofAHardScreen_isXmlWhoseTextIsTheScreen() throws Exception {
        Screen screen = screen(4, 40, HARD);
        String svg = Picture.of(screen).svg();
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        NodeList rows = document.getElementsByTagName("text");
        List<String> text = new ArrayList<>();
        for (int i = 0; i < rows.getLength(); i++) {
            text.add(rows.item(i).getTextContent().stripTrailing());
        }
        List<String> expected = new ArrayList<>(screen.lines().subList(0, 3));
        expected.set(2, expected.get(2).replace("secret", "      "));
        assertEquals(expected, text);
        assertFalse(svg.contains("javascript"), "a link leads to the web only");
        assertTrue(svg.contains("href=\"https://example.org/?a=1&amp;b=2\""), svg);
        assertEquals(svg, Picture.of(screen(4, 40, HARD)).svg());
    }

    @Test
    void html_ofAHardScreen_hasItsTextAndNoSecret() {
        String html = Picture.of(screen(4, 40, HARD)).html();
        assertTrue(html.contains("a &lt;&amp;&quot;&gt; ") && html.contains("<b class=\"w2\">日</b>"), html);
        assertFalse(html.contains("secret"), html);
    }

    @Test
    void png_ofAScreen_hasOneCellOfNineByNineteenPixels() throws IOException {
        Screen screen = screen(2, 10, "\u001b[41m \u001b[m█");
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(
                Picture.of(screen).cursor(false).scale(2).png()));
        assertEquals(10 * 9 * 2, image.getWidth());
        assertEquals(2 * 19 * 2, image.getHeight());
        Colours colours = Colours.of(screen);
        assertEquals(colours.look(screen.cell(0, 0).style()).bg(), image.getRGB(0, 0) & 0xFFFFFF);
        assertEquals(colours.foreground(), image.getRGB(18, 37) & 0xFFFFFF);
        assertEquals(colours.background(), image.getRGB(36, 0) & 0xFFFFFF);
    }

    @Test
    void png_ofARecording_isAnAnimationOfItsFrames() throws IOException {
        Recording recording = Recording.of(
                2,
                10,
                List.of(
                        new Recording.Event.Output(ofMillis(100), "a"),
                        new Recording.Event.Output(ofMillis(101), "b"),
                        new Recording.Event.Output(ofMillis(9_000), "c")));
        byte[] png = Picture.of(recording).png();
        String raw = new String(png, StandardCharsets.ISO_8859_1);
        int control = raw.indexOf("acTL") + 4;
        assertEquals(3, png[control + 3], "blank, ab, abc");
        assertEquals(2, raw.split("fdAT", -1).length - 1);
        assertEquals(90, ImageIO.read(new ByteArrayInputStream(png)).getWidth());
        assertArrayEquals(png, Picture.of(recording).png());
    }

    /** Each arm of a box reaches the edge in the middle, so that neighbours touch; others leave it alone. */
    @ParameterizedTest
    @CsvSource({
        "─, LR", "│, UD", "┌, RD", "┐, LD", "└, UR", "┘, UL", "├, URD", "┤, ULD", "┬, LRD", "┴, LRU", "┼, LRUD",
        "━, LR", "┃, UD", "┏, RD", "╋, LRUD", "╭, RD", "╮, LD", "╯, LU", "╰, RU", "╴, L", "╵, U", "╶, R", "╷, D",
        "╼, LR", "┕, UR", "╾, LR", "┲, LRD", "╇, LRUD", "╱, ''", "█, LRUD", "▔, U", "▁, D", "▌, LUD"
    })
    void glyph_ofABox_reachesTheEdgesThatItsArmsLeadTo(String text, String edges) {
        BufferedImage image = draw(text);
        StringBuilder reached = new StringBuilder();
        int x = Glyphs.WIDTH / 2;
        int y = Glyphs.HEIGHT / 2;
        for (String edge : List.of("L 0 " + y, "R 8 " + y, "U " + x + " 0", "D " + x + " 18")) {
            String[] part = edge.split(" ");
            int at = image.getRGB(Integer.parseInt(part[1]), Integer.parseInt(part[2])) & 0xFFFFFF;
            reached.append(at != 0 && !text.equals("╱") ? part[0] : "");
        }
        assertEquals(sorted(edges), sorted(reached.toString()));
    }

    @ParameterizedTest
    @CsvSource({"╔, RD", "╗, LD", "╚, RU", "╝, LU", "═, LR", "║, UD", "╠, URD", "╬, LRUD"})
    void glyph_ofADoubleBox_hasTwoLinesAtEachEdge(String text, String edges) {
        BufferedImage image = draw(text);
        StringBuilder reached = new StringBuilder();
        reached.append(lit(image, 0, 7) && lit(image, 0, 11) ? "L" : "");
        reached.append(lit(image, 8, 7) && lit(image, 8, 11) ? "R" : "");
        reached.append(lit(image, 2, 0) && lit(image, 6, 0) ? "U" : "");
        reached.append(lit(image, 2, 18) && lit(image, 6, 18) ? "D" : "");
        assertEquals(sorted(edges), sorted(reached.toString()));
        assertFalse(lit(image, 4, 9), "the middle of a double line is empty");
    }

    @Test
    void glyphs_ofEveryKind_canBeDrawn() {
        for (int c = 0; c < 0x20000; c++) {
            if (Glyphs.has(c)) {
                int shapes = Glyphs.of(c).size();
                assertTrue(shapes > 0 || c == 0x2800, Integer.toHexString(c));
            }
        }
    }

    @Test
    void write_toAnotherKindOfFile_saysWhichThereAre(@TempDir Path folder) throws IOException {
        Picture picture = Picture.of(screen(2, 10, "x"));
        picture.write(folder.resolve("a.SVG"));
        assertTrue(Files.size(folder.resolve("a.SVG")) > 0);
        String said = assertThrows(IllegalArgumentException.class, () -> picture.write(folder.resolve("a.bmp")))
                .getMessage();
        assertTrue(said.endsWith("a.bmp ends with none of .svg, .html and .png"), said);
    }

    private static BufferedImage draw(String text) {
        Screen screen = screen(1, 3, "\u001b[97m" + text);
        return new Raster(1)
                .draw(Sheet.of(screen, new Colours(screen, 0xFFFFFF, 0, false), /* withCursor= */ false))
                .getSubimage(0, 0, Glyphs.WIDTH, Glyphs.HEIGHT);
    }

    private static boolean lit(BufferedImage image, int x, int y) {
        return (image.getRGB(x, y) & 0xFFFFFF) == 0xFFFFFF;
    }

    private static List<String> sorted(String letters) {
        return letters.chars().mapToObj(Character::toString).sorted().toList();
    }

    private static Screen screen(int rows, int cols, String output) {
        Emulator emulator = Wsh.emulator(rows, cols);
        emulator.feed(output.getBytes(StandardCharsets.UTF_8));
        return emulator.screen();
    }
}
