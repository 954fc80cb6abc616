package dev.wsh.impl.vt.dispatch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** The colour names of X11; read when the first one is asked for. Threadsafe. */
final class X11Colors {
    private static final String FILE = "x11-colors.txt";
    private static final int LONGEST = 32;

    private X11Colors() {}

    private static final class Names {
        static final Map<String, Integer> ALL = read();

        private static Map<String, Integer> read() {
            Map<String, Integer> names = new HashMap<>();
            try (InputStream in = X11Colors.class.getResourceAsStream(FILE)) {
                if (in == null) {
                    return names;
                }
                for (String line : new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n")) {
                    if (!line.startsWith("#") && line.length() > 7) {
                        names.put(line.substring(7), Integer.parseInt(line.substring(0, 6), 16));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return names;
        }
    }

    /** Returns the colour of a name; case and blanks do not count. */
    static OptionalInt find(String name) {
        if (name.isEmpty() || name.length() > LONGEST) {
            return OptionalInt.empty();
        }
        Integer rgb = Names.ALL.get(name.toLowerCase(Locale.ROOT).replace(" ", ""));
        return rgb == null ? OptionalInt.empty() : OptionalInt.of(rgb);
    }
}
