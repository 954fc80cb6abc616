package dev.wsh.impl.vt.dispatch;

import dev.wsh.Notification;
import dev.wsh.impl.vt.state.Terminal;
import dev.wsh.impl.vt.state.Titles;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Notifications: OSC 9 after iTerm2, OSC 777 after rxvt-unicode's extension, OSC 99 after kitty's "Desktop notifications",
 * of which title and body count, in pieces or whole. Confined to the engine's thread.
 */
final class NotificationDispatcher {
    /** UTF-16 units of a title or a body; what comes after is cut. */
    private static final int MAX_CHARS = 4096;
    /** Notifications of OSC 99 that have begun and are not complete; the oldest is dropped. */
    private static final int MAX_BEGUN = 8;

    private static final class Begun {
        private final StringBuilder title = new StringBuilder();
        private final StringBuilder body = new StringBuilder();
    }

    private final Terminal t;
    private final Map<String, Begun> begun = new LinkedHashMap<>();

    NotificationDispatcher(Terminal t) {
        this.t = t;
    }

    /** OSC 9 that is none of ConEmu's. */
    void plain(String text) {
        show("", "", text);
    }

    /** OSC 777: {@code notify;title;body}; false if it is something else. */
    boolean urxvt(String text) {
        String[] parts = text.split(";", 3);
        if (!parts[0].equals("notify") || parts.length < 2) {
            return false;
        }
        show("", parts[1], parts.length > 2 ? parts[2] : "");
        return true;
    }

    /** OSC 99: {@code key=value:…;payload}. */
    void kitty(String text, boolean bell) {
        int semicolon = text.indexOf(';');
        Map<String, String> keys = keys(semicolon < 0 ? text : text.substring(0, semicolon));
        String id = name(keys.getOrDefault("i", ""));
        String payload = semicolon < 0 ? "" : text.substring(semicolon + 1);
        if (keys.getOrDefault("e", "0").equals("1")) {
            payload = new String(OscFields.decode(payload), StandardCharsets.UTF_8);
        }
        switch (keys.getOrDefault("p", "title")) {
            case "title" -> piece(id, payload, /* title= */ true, keys);
            case "body" -> piece(id, payload, /* title= */ false, keys);
            case "?" -> t.replies().osc("99;i=" + (id.isEmpty() ? "0" : id) + ":p=?;p=title,body,?", bell);
            default -> {} // icons, buttons, closing: there is nobody to see them
        }
    }

    private void piece(String id, String payload, boolean title, Map<String, String> keys) {
        Begun whole = begun.remove(id);
        if (whole == null) {
            whole = new Begun();
        }
        StringBuilder part = title ? whole.title : whole.body;
        part.append(payload, 0, Math.min(payload.length(), MAX_CHARS - part.length()));
        if (!keys.getOrDefault("d", "1").equals("0")) {
            show(id, whole.title.toString(), whole.body.toString());
            return;
        }
        if (begun.size() == MAX_BEGUN) {
            begun.remove(begun.keySet().iterator().next());
        }
        begun.put(id, whole);
    }

    private static Map<String, String> keys(String metadata) {
        Map<String, String> keys = new LinkedHashMap<>();
        for (String pair : metadata.split(":", 32)) {
            if (pair.length() > 1 && pair.charAt(1) == '=') {
                keys.put(pair.substring(0, 1), pair.substring(2));
            }
        }
        return keys;
    }

    /** An id goes back to the program, so only harmless characters do: those that kitty allows. */
    private static String name(String id) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < id.length() && i < 64; i++) {
            char c = id.charAt(i);
            if (c < 0x80 && Character.isLetterOrDigit(c) || "-_+.".indexOf(c) >= 0) {
                name.append(c);
            }
        }
        return name.toString();
    }

    private void show(String id, String title, String body) {
        t.marks().addNotification(new Notification(id, cut(title), cut(body)));
    }

    private static String cut(String text) {
        return Titles.visible(text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) : text);
    }
}
