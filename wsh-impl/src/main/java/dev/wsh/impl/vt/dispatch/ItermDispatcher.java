package dev.wsh.impl.vt.dispatch;

import dev.wsh.Image;
import dev.wsh.impl.vt.state.ImageData;
import dev.wsh.impl.vt.state.Terminal;
import java.nio.charset.StandardCharsets;

/** OSC 1337 after iTerm2's "Proprietary escape codes": Copy, and File with {@code inline=1}. Confined to the engine's thread. */
final class ItermDispatcher {
    /** Options of a file. */
    private static final int MAX_OPTIONS = 4096;

    private final Terminal t;

    ItermDispatcher(Terminal t) {
        this.t = t;
    }

    /** Takes a command; false if it is none of these. */
    boolean dispatch(String text) {
        int colon = text.indexOf(':');
        if (text.startsWith("Copy=")) {
            String data = colon < 0 ? text.substring("Copy=".length()) : text.substring(colon + 1);
            t.marks().addClipboard(new String(OscFields.decode(data), StandardCharsets.UTF_8));
            return true;
        }
        if (!text.startsWith("File=") || colon < 0 || colon > MAX_OPTIONS) {
            return false;
        }
        String options = ";" + text.substring("File=".length(), colon) + ";";
        if (!options.contains(";inline=1;")) {
            return false; // a file to be saved, which is nobody's wish here
        }
        byte[] bytes = OscFields.decode(text.substring(colon + 1));
        ImageData image = ImageData.file(Image.Protocol.ITERM, 0, bytes);
        t.images().place(image, cells(options, "width"), cells(options, "height"));
        return true;
    }

    /** The number of cells that an option asks for; 0 for pixels, percentages and {@code auto}. */
    private static int cells(String options, String name) {
        int at = options.indexOf(";" + name + "=");
        if (at < 0) {
            return 0;
        }
        int from = at + name.length() + 2;
        return Math.max(0, OscFields.number(options.substring(from, options.indexOf(';', from))));
    }
}
