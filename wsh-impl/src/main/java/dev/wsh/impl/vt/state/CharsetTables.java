package dev.wsh.impl.vt.state;

import org.jspecify.annotations.Nullable;

/** The characters of each {@link Charset}, for the bytes 0x20 to 0x7E. Stateless. */
final class CharsetTables {
    private static final String REPLACED = "#@[\\]^_`{|}~";
    /** From 0x5F on. */
    private static final String GRAPHICS = " ◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·";
    /** From 0x21 on. */
    private static final String TECHNICAL =
            "⎷┌─⌠⌡│⎡⎣⎤⎦⎛⎝⎞⎠⎨⎬           ≤≠≥∫∴∝∞÷Δ∇ΦΓ∼≃Θ×Λ⇔⇒≡ΠΨ Σ  √ΩΞΥ⊂⊃∩∪∧∨" + "¬αβχδεφγηιθκλ ν∂πψρστ ƒωξυζ←↑→↓";

    private CharsetTables() {}

    static String map(String designator, @Nullable String national) {
        StringBuilder map = new StringBuilder();
        for (char c = ' '; c < 0x7F; c++) {
            map.append(c);
        }
        if (national != null) {
            for (int i = 0; i < REPLACED.length(); i++) {
                map.setCharAt(REPLACED.charAt(i) - ' ', national.charAt(i));
            }
            return map.toString();
        }
        return switch (designator) {
            case "0" -> map.substring(0, 0x5F - ' ') + GRAPHICS;
            case ">" -> " " + TECHNICAL;
            case "-A" -> upper(map).toString();
            case "%5", "<" -> supplemental(upper(map));
            default -> map.toString();
        };
    }

    private static StringBuilder upper(StringBuilder map) {
        for (int i = 1; i < map.length(); i++) {
            map.setCharAt(i, (char) (map.charAt(i) | 0x80));
        }
        return map;
    }

    /** DEC Supplemental: Latin-1 but for five characters. */
    private static String supplemental(StringBuilder map) {
        map.setCharAt(0x28 - ' ', '¤');
        map.setCharAt(0x57 - ' ', 'Œ');
        map.setCharAt(0x5D - ' ', 'Ÿ');
        map.setCharAt(0x77 - ' ', 'œ');
        map.setCharAt(0x7D - ' ', 'ÿ');
        return map.toString();
    }
}
