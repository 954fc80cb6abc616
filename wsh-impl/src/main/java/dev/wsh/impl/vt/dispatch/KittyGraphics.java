package dev.wsh.impl.vt.dispatch;

import dev.wsh.Image;
import dev.wsh.impl.vt.state.ImageData;
import dev.wsh.impl.vt.state.Images;
import dev.wsh.impl.vt.state.Swallowed;
import dev.wsh.impl.vt.state.Terminal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * kitty's graphics protocol ("Terminal graphics protocol"), as far as it tells facts: images in the output itself, whole or
 * in pieces, placed at the cursor and deleted. Files and shared memory are never read, animations and queries are
 * swallowed. Confined to the engine's thread.
 */
final class KittyGraphics {
    /** Control data of one command. */
    private static final int MAX_KEYS = 1024;

    private final Terminal t;
    private final ByteArrayOutputStream pieces = new ByteArrayOutputStream();
    private @Nullable Map<String, String> begun; // the keys of the first piece of an image that is not complete

    KittyGraphics(Terminal t) {
        this.t = t;
    }

    /** Takes an APC; false if it is none of these. */
    boolean dispatch(byte[] payload, int length) {
        if (length == 0 || payload[0] != 'G') {
            return false;
        }
        int semicolon = 1;
        while (semicolon < length && payload[semicolon] != ';') {
            semicolon++;
        }
        if (semicolon > MAX_KEYS) {
            return false;
        }
        Map<String, String> keys = keys(new String(payload, 1, semicolon - 1, StandardCharsets.ISO_8859_1));
        int from = Math.min(semicolon + 1, length);
        String data = new String(payload, from, length - from, StandardCharsets.ISO_8859_1);
        Map<String, String> first = begun;
        if (first != null) {
            return piece(first, keys, data);
        }
        return switch (keys.getOrDefault("a", "t")) {
            case "t", "T" -> piece(keys, keys, data);
            case "p" -> put(keys);
            case "d" -> delete(keys);
            default -> false;
        };
    }

    private static Map<String, String> keys(String text) {
        Map<String, String> keys = new HashMap<>();
        for (String pair : text.split(",", 64)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                keys.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return keys;
    }

    private static int number(Map<String, String> keys, String key) {
        return Math.max(0, OscFields.number(keys.getOrDefault(key, "")));
    }

    private static long id(Map<String, String> keys) {
        String digits = keys.getOrDefault("i", "");
        return digits.matches("[0-9]{1,10}") ? Long.parseLong(digits) : 0;
    }

    private boolean piece(Map<String, String> first, Map<String, String> keys, String data) {
        if (!first.getOrDefault("t", "d").equals("d")) {
            return false;
        }
        byte[] bytes = OscFields.decode(data);
        if (pieces.size() + bytes.length > Images.MAX_BYTES) {
            end();
            return false;
        }
        pieces.writeBytes(bytes);
        if (keys.getOrDefault("m", "0").equals("1")) {
            begun = first;
            return true;
        }
        byte[] whole = pieces.toByteArray();
        end();
        return complete(first, whole);
    }

    private void end() {
        begun = null;
        pieces.reset();
    }

    private boolean complete(Map<String, String> keys, byte[] sent) {
        byte[] bytes = keys.getOrDefault("o", "").equals("z") ? inflate(sent) : sent;
        if (bytes == null) {
            return false;
        }
        int width = number(keys, "s");
        int height = number(keys, "v");
        ImageData image = switch (keys.getOrDefault("f", "32")) {
            case "24" -> new ImageData(Image.Protocol.KITTY, Image.Format.RGB, id(keys), width, height, bytes);
            case "32" -> new ImageData(Image.Protocol.KITTY, Image.Format.RGBA, id(keys), width, height, bytes);
            default -> ImageData.file(Image.Protocol.KITTY, id(keys), bytes);
        };
        if (image.id() != 0) {
            t.images().keep(image);
        }
        if (keys.getOrDefault("a", "t").equals("T")) {
            t.images().place(image, number(keys, "c"), number(keys, "r"));
        }
        return true;
    }

    private static byte @Nullable [] inflate(byte[] bytes) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(bytes);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            while (!inflater.finished()) {
                int n = inflater.inflate(buffer);
                if (n == 0 || out.size() + n > Images.MAX_BYTES) {
                    return null;
                }
                out.write(buffer, 0, n);
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            return null; // malformed input is no error
        } finally {
            inflater.end();
        }
    }

    private boolean put(Map<String, String> keys) {
        ImageData image = t.images().kept(id(keys));
        if (image == null) {
            return false;
        }
        t.images().place(image, number(keys, "c"), number(keys, "r"));
        return true;
    }

    /** By id, or all; in capitals the data are forgotten too. Other ways to choose images are not known. */
    private boolean delete(Map<String, String> keys) {
        String what = keys.getOrDefault("d", "a");
        long id = id(keys);
        switch (what) {
            case "a", "A" -> t.images().remove(0, Image.Protocol.KITTY);
            case "i", "I" -> {
                if (id != 0) {
                    t.images().remove(id, Image.Protocol.KITTY);
                }
            }
            default -> {
                return false;
            }
        }
        if (what.equals("I")) {
            t.images().forget(id);
        }
        return true;
    }

    /** Notes what was not done. */
    void string(byte[] payload, int length) {
        if (!dispatch(payload, length)) {
            t.swallowed().note(Swallowed.Introducer.APC, length > 0 && payload[0] == 'G' ? 'G' : 0);
        }
    }
}
