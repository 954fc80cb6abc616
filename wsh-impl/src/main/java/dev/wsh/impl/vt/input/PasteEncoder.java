package dev.wsh.impl.vt.input;

/**
 * Pasted text: between {@code CSI 200 ~} and {@code CSI 201 ~} where the program has asked for that (xterm ctlseqs,
 * "Bracketed Paste Mode"), else with carriage returns for newlines, as the Enter key would send.
 *
 * <p>An end of paste inside the text would let whoever wrote the text type commands: it is taken out, also where taking
 * it out makes another one. Stateless; threadsafe.
 */
final class PasteEncoder {

    private static final String END_7_BIT = "\u001b[201~";
    private static final String END_8_BIT = "\u009b201~";

    private PasteEncoder() {}

    static void encode(String text, InputModes modes, Bytes out) {
        if (modes.bracketedPaste()) {
            out.csi().ascii("200~").utf8(withoutEnd(text)).csi().ascii("201~");
        } else {
            out.utf8(text.replace("\r\n", "\r").replace('\n', '\r'));
        }
    }

    private static String withoutEnd(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            kept.append(text.charAt(i));
            if (text.charAt(i) == '~') {
                cut(kept, END_7_BIT);
                cut(kept, END_8_BIT);
            }
        }
        return kept.toString();
    }

    private static void cut(StringBuilder text, String end) {
        int from = text.length() - end.length();
        if (from >= 0 && text.indexOf(end, from) == from) {
            text.setLength(from);
        }
    }
}
