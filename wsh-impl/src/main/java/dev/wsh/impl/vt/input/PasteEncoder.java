package dev.wsh.impl.vt.input;

import dev.wsh.Input;

/**
 * Pasted text as xterm sends it: CR for LF and CR LF, a blank for each control that its resource disallowedPasteControls
 * lists; between {@code CSI 200 ~} and {@code CSI 201 ~} where the program has asked for that (ctlseqs, "Bracketed Paste
 * Mode").
 *
 * <p>An end of paste inside the text would let whoever wrote the text type commands: it loses its ESC, in raw text too,
 * and the C1 form its CSI, which xterm leaves. Stateless; thread-safe.
 */
final class PasteEncoder {

    private static final int ESC = 0x1B;
    private static final int CSI = 0x9B;
    private static final String END = "201~"; // after CSI

    private PasteEncoder() {}

    static void encode(Input.Paste paste, InputModes modes, Bytes out) {
        boolean bracketed = modes.bracketedPaste();
        String text = paste.raw() ? paste.text() : typeable(paste.text());
        if (bracketed) {
            out.csi().ascii("200~").utf8(withoutEnd(text)).csi().ascii("201~");
        } else {
            out.utf8(text);
        }
    }

    private static String typeable(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                if (i == 0 || text.charAt(i - 1) != '\r') {
                    kept.append('\r');
                }
            } else {
                kept.append(isKey(c) ? ' ' : c);
            }
        }
        return kept.toString();
    }

    /** NUL, EOT, ENQ, BS, ESC and DEL. */
    private static boolean isKey(char c) {
        return switch (c) {
            case 0, 4, 5, '\b', ESC, 0x7F -> true;
            default -> false;
        };
    }

    private static String withoutEnd(String text) {
        StringBuilder kept = new StringBuilder(text);
        for (int i = text.indexOf(END, 1); i > 0; i = text.indexOf(END, i + 1)) {
            char before = text.charAt(i - 1);
            if (before == CSI) {
                kept.setCharAt(i - 1, ' ');
            } else if (before == '[' && i > 1 && text.charAt(i - 2) == ESC) {
                kept.setCharAt(i - 2, ' ');
            }
        }
        return kept.toString();
    }
}
