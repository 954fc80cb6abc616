package dev.wsh.impl.vt.dispatch;

import dev.wsh.Progress;
import dev.wsh.Progress.State;
import dev.wsh.impl.vt.grid.LinkRef;
import dev.wsh.impl.vt.state.Swallowed;
import dev.wsh.impl.vt.state.Terminal;
import dev.wsh.impl.vt.state.Titles;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.OptionalInt;

/**
 * Dispatches operating system commands (xterm's ctlseqs, "Operating System Commands"; OSC 7 and 133 after the
 * freedesktop terminal working group and FinalTerm, OSC 8 after Egmont Koblinger's specification, OSC 9;4 after ConEmu).
 * What is not known is swallowed. Confined to the engine's thread.
 */
final class OscDispatcher {
    /** UTF-16 units of a link's target and of its id; longer ones are ignored (VTE's bounds). */
    static final int MAX_URI = 2083;

    static final int MAX_LINK_ID = 250;
    private static final int MAX_CWD = 4096;
    /** More than any number that is known. */
    private static final int MAX_NUMBER = 100_000;
    /** The highest number of ConEmu's OSC 9. */
    private static final int MAX_CONEMU = 12;
    /** What is said of the font that there is not: xterm's default. */
    private static final String FONT = "fixed";
    /** The primary selection and the first cut buffer: what OSC 52 is about when it names none. */
    private static final String DEFAULT_SELECTION = "s0";

    private final Terminal t;
    private final ColorDispatcher colors;
    private final ShellDispatcher shell;
    private final NotificationDispatcher notifications;
    private final ItermDispatcher iterm;

    OscDispatcher(Terminal t) {
        this.t = t;
        colors = new ColorDispatcher(t);
        shell = new ShellDispatcher(t);
        notifications = new NotificationDispatcher(t);
        iterm = new ItermDispatcher(t);
    }

    void dispatch(byte[] payload, int length, boolean bell) {
        int number = 0;
        int i = 0;
        while (i < length && payload[i] >= '0' && payload[i] <= '9') {
            number = Math.min(number * 10 + payload[i++] - '0', MAX_NUMBER);
        }
        if (i < length && payload[i] != ';' && (i == 0 || number > 2)) {
            return; // xterm lets the semicolon after the number of a title be left out
        }
        int from = i < length && payload[i] == ';' ? i + 1 : i;
        String text = new String(payload, from, length - from, StandardCharsets.UTF_8);
        switch (number) {
            case 0 -> {
                t.titles().setTitle(title(text));
                t.titles().setIcon(title(text));
            }
            case 1 -> t.titles().setIcon(title(text));
            case 2 -> t.titles().setTitle(title(text));
            case 7 -> cwd(text);
            case 8 -> link(text);
            case 9 -> conEmuOrNotification(text);
            case 50 -> {
                if (text.startsWith("?")) {
                    t.replies().osc("50;" + FONT, bell);
                }
            }
            case 52 -> clipboard(text, bell);
            case 99 -> notifications.kitty(text, bell);
            case 133 -> shell.mark(text);
            case 777 -> {
                if (!notifications.urxvt(text)) {
                    t.swallowed().note(Swallowed.Introducer.OSC, number, 0);
                }
            }
            case 1337 -> {
                if (!iterm.dispatch(text)) {
                    t.swallowed().note(Swallowed.Introducer.OSC, number, 0);
                }
            }
            default -> {
                if (!colors.dispatch(number, text, bell)) {
                    t.swallowed().note(Swallowed.Introducer.OSC, number, 0);
                }
            }
        }
    }

    /** OSC 9: ConEmu's begin with a number up to 12; anything else is iTerm2's notification. */
    private void conEmuOrNotification(String text) {
        int semicolon = text.indexOf(';');
        int number = OscFields.number(semicolon < 0 ? text : text.substring(0, semicolon));
        if (number < 1 || number > MAX_CONEMU) {
            notifications.plain(text);
        } else if (number == 4) {
            progress(text);
        } else if (number == 9 && semicolon > 0) {
            directory(text.substring(semicolon + 1));
        } else {
            t.swallowed().note(Swallowed.Introducer.OSC, 9, 0);
        }
    }

    /** {@code 9;9;path}, with quotation marks or without. */
    private void directory(String path) {
        boolean quoted = path.length() > 1 && path.startsWith("\"") && path.endsWith("\"");
        String plain = quoted ? path.substring(1, path.length() - 1) : path;
        if (plain.startsWith("/")) {
            cwd("file://" + plain.replace("%", "%25"));
        }
    }

    private String title(String text) {
        if (!t.titles().setHex) {
            return Titles.visible(text);
        }
        StringBuilder bytes = new StringBuilder();
        for (int i = 0; i + 1 < text.length(); i += 2) {
            int high = Character.digit(text.charAt(i), 16);
            int low = Character.digit(text.charAt(i + 1), 16);
            if (high < 0 || low < 0) {
                break;
            }
            bytes.append((char) (high << 4 | low));
        }
        return Titles.visible(
                new String(bytes.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    private void cwd(String uri) {
        if (uri.length() <= MAX_CWD) {
            t.marks().setCwd(uri.isEmpty() ? null : uri);
        }
    }

    private void link(String text) {
        int semicolon = text.indexOf(';');
        if (semicolon < 0) {
            return;
        }
        String uri = text.substring(semicolon + 1);
        String id = "";
        for (String parameter : text.substring(0, semicolon).split(":", -1)) {
            if (parameter.startsWith("id=")) {
                id = parameter.substring(3);
            }
        }
        boolean usable = !uri.isEmpty() && uri.length() <= MAX_URI && id.length() <= MAX_LINK_ID;
        if (usable) {
            t.compactWhenFull();
        }
        t.pen().setLink(usable ? t.store().styles().link(new LinkRef(uri, id)) : 0);
    }

    /**
     * {@code 9;4;state;percent}: 0 removes it, 1 normal, 2 error, 3 indeterminate, 4 paused. A percentage that is left out,
     * or is no number, stays what it was.
     */
    private void progress(String text) {
        String[] parts = text.split(";", -1);
        if (!parts[0].equals("4") || parts.length < 2) {
            return;
        }
        int given = parts.length > 2 ? OscFields.number(parts[2]) : -1;
        OptionalInt percent = given < 0 ? lastPercent() : OptionalInt.of(Math.min(100, given));
        switch (parts[1]) {
            case "0" -> t.marks().setProgress(null);
            case "1" ->
                t.marks().setProgress(new Progress(State.NORMAL, percent.isEmpty() ? OptionalInt.of(0) : percent));
            case "2" -> t.marks().setProgress(new Progress(State.ERROR, percent));
            case "3" -> t.marks().setProgress(new Progress(State.INDETERMINATE, OptionalInt.empty()));
            case "4" -> t.marks().setProgress(new Progress(State.PAUSED, percent));
            default -> {}
        }
    }

    private OptionalInt lastPercent() {
        Progress last = t.marks().progress();
        return last == null ? OptionalInt.empty() : last.percent();
    }

    /** Reports of the clipboard put text of somebody's choice into the program's input: off in sessions. */
    private void clipboard(String text, boolean bell) {
        int semicolon = text.indexOf(';');
        if (semicolon < 0) {
            return;
        }
        String data = text.substring(semicolon + 1);
        if (data.equals("?")) {
            if (t.options().unsafeReports()) {
                byte[] held = t.marks().lastClipboard().getBytes(StandardCharsets.UTF_8);
                String target = semicolon == 0 ? DEFAULT_SELECTION : text.substring(0, semicolon);
                t.replies().osc("52;" + target + ";" + Base64.getEncoder().encodeToString(held), bell);
            } else {
                t.replies().none("OSC 52 ?");
            }
            return;
        }
        t.marks().addClipboard(new String(OscFields.decode(data), StandardCharsets.UTF_8));
    }
}
