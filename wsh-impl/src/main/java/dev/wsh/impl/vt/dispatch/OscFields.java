package dev.wsh.impl.vt.dispatch;

import java.util.Base64;

/** What stands between the semicolons of an OSC string, whichever it is. */
final class OscFields {

    private OscFields() {}

    /** Returns the number that some digits stand for; -1 if they are none, or more than six. */
    static int number(String digits) {
        if (digits.isEmpty() || digits.length() > 6) {
            return -1;
        }
        for (int i = 0; i < digits.length(); i++) {
            if (!Character.isDigit(digits.charAt(i)) || digits.charAt(i) > '9') {
                return -1;
            }
        }
        return Integer.parseInt(digits);
    }

    /** Decodes base64 as xterm does: what is no digit counts for nothing, so that text without any clears. */
    static byte[] decode(String base64) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < base64.length(); i++) {
            char c = base64.charAt(i);
            if (c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/') {
                digits.append(c);
            }
        }
        digits.setLength(digits.length() - (digits.length() % 4 == 1 ? 1 : 0)); // six bits make no byte
        return Base64.getDecoder().decode(digits.toString());
    }
}
