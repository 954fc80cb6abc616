package dev.wsh.impl.vt.state;

import java.nio.charset.StandardCharsets;

/**
 * Builds answers to the program's queries, in 7-bit or 8-bit form (S7C1T, S8C1T). Confined to the engine's thread.
 */
public final class Replies {
    private final TerminalListener listener;
    private final Modes modes;

    Replies(TerminalListener listener, Modes modes) {
        this.listener = listener;
        this.modes = modes;
    }

    /** Answers with a control sequence: what stands after CSI. */
    public void csi(String rest) {
        send(introducer('[') + rest);
    }

    /** Answers with a device control string: what stands between DCS and ST. */
    public void dcs(String payload) {
        send(introducer('P') + payload + introducer('\\'));
    }

    /** Answers with an operating system command, ended as the query was. */
    public void osc(String payload, boolean bell) {
        send(introducer(']') + payload + (bell ? "\u0007" : introducer('\\')));
    }

    /** Answers with an escape sequence: what stands after ESC. */
    public void escape(String rest) {
        send("\u001b" + rest);
    }

    /** Answers nothing, and notes what was asked, in words: as it stands in the program's output, ESC left out. */
    public void none(String query) {
        listener.unanswered(query);
    }

    private String introducer(char c1) {
        return modes.eightBitControls ? Character.toString((char) (c1 + 0x40)) : "\u001b" + c1;
    }

    private void send(String text) {
        boolean raw = modes.eightBitControls && isLatin(text);
        listener.reply(text.getBytes(raw ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
    }

    private static boolean isLatin(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x100) {
                return false;
            }
        }
        return true;
    }
}
