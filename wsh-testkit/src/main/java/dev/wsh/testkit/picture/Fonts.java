package dev.wsh.testkit.picture;

import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The fonts of this system, in the order in which they are asked for a character.
 *
 * <p>This class is thread-safe.
 */
final class Fonts {

    private static final int SIZE = 15;

    /** Fonts of fixed width first, then those that have what they lack. */
    private static final List<String> WANTED = List.of(
            "DejaVu Sans Mono",
            "Noto Sans Mono",
            "Liberation Mono",
            "Menlo",
            "Consolas",
            "Courier New",
            "FreeMono",
            "Noto Sans Mono CJK SC",
            "Noto Sans Mono CJK JP",
            "Noto Sans CJK SC",
            "WenQuanYi Micro Hei",
            "Hiragino Sans",
            "MS Gothic",
            "Noto Emoji",
            "Symbola",
            "Segoe UI Symbol",
            "DejaVu Sans",
            "Noto Sans Symbols2",
            "FreeSans");

    private final List<Font> families;
    private final Map<String, Font> known = new ConcurrentHashMap<>();

    private Fonts(List<Font> families) {
        this.families = families;
    }

    static Fonts find() {
        try {
            Set<String> there = new TreeSet<>(Arrays.asList(
                    GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames()));
            List<Font> found = new ArrayList<>();
            for (String family : WANTED) {
                if (there.contains(family)) {
                    found.add(new Font(family, Font.PLAIN, SIZE));
                }
            }
            if (found.isEmpty()) {
                found.add(new Font(Font.MONOSPACED, Font.PLAIN, SIZE));
                found.get(0).canDisplay('x');
            }
            return new Fonts(found);
        } catch (RuntimeException | LinkageError e) {
            throw new UnsupportedOperationException(
                    "this JVM finds no fonts to draw text with: install a font of fixed width and fontconfig"
                            + " (Debian: fonts-dejavu-core), or write an .svg, which needs neither",
                    e);
        }
    }

    Font of(String text, boolean bold, boolean italic) {
        int style = (bold ? Font.BOLD : Font.PLAIN) | (italic ? Font.ITALIC : Font.PLAIN);
        return known.computeIfAbsent(style + text, key -> choose(text).deriveFont(style));
    }

    private Font choose(String text) {
        String visible = text.replaceAll("[\\uFE00-\\uFE0F\\u200D]", "");
        for (Font family : families) {
            if (family.canDisplayUpTo(visible) < 0) {
                return family;
            }
        }
        String base = visible.isEmpty() ? text : visible.substring(0, visible.offsetByCodePoints(0, 1));
        return families.stream()
                .filter(family -> family.canDisplayUpTo(base) < 0)
                .findFirst()
                .orElse(families.get(0));
    }
}
