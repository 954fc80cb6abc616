package dev.wsh.impl.vt.input;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Bytes on their way to the program, with the introducers in the width that is asked for. Confined to one call.
 */
final class Bytes {

    private static final int ESC = 0x1B;
    private static final int CSI = 0x9B;
    private static final int SS3 = 0x8F;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final boolean eightBit;

    Bytes(InputModes modes) {
        eightBit = modes.eightBitControls() && !modes.vt52();
    }

    Bytes raw(int one) {
        out.write(one);
        return this;
    }

    Bytes raw(byte[] all) {
        out.writeBytes(all);
        return this;
    }

    Bytes ascii(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        out.write(bytes, 0, bytes.length);
        return this;
    }

    Bytes utf8(int codePoint) {
        return utf8(Character.toString(codePoint));
    }

    Bytes utf8(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
        return this;
    }

    Bytes esc() {
        return raw(ESC);
    }

    Bytes csi() {
        return eightBit ? raw(CSI) : raw(ESC).raw('[');
    }

    Bytes ss3() {
        return eightBit ? raw(SS3) : raw(ESC).raw('O');
    }

    byte[] take() {
        return out.toByteArray();
    }
}
