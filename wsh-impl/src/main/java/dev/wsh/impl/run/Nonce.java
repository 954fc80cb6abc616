package dev.wsh.impl.run;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/**
 * The marks of one command: OSC 133 with a number that no program can know, so that what other programs print is never taken
 * for them.
 *
 * <p>{@code OSC 133 ; C ; WSH=nonce BEL} stands before the output, {@code OSC 133 ; D ; status ; WSH=nonce ; directory ;
 * nonce BEL} after it. Letters are in upper case, which no mode of a terminal's output changes. Immutable.
 */
final class Nonce {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String text;

    private Nonce(String text) {
        this.text = text;
    }

    static Nonce create() {
        return new Nonce(String.format("%016X%016X", RANDOM.nextLong(), RANDOM.nextLong()));
    }

    String text() {
        return text;
    }

    /** {@return the mark before the output, as an argument of printf} */
    String begin() {
        return "\\033]133;C;WSH=" + text + "\\007";
    }

    /** {@return the mark after the output, as an argument of printf that takes the status and the directory} */
    String end() {
        return "\\033]133;D;%s;WSH=" + text + ";%s;" + text + "\\007";
    }

    /** {@return the mark before the output} */
    byte[] beginBytes() {
        return ascii("\033]133;C;WSH=" + text + "\007");
    }

    /** {@return what the mark after the output begins with; the status follows} */
    static byte[] endPrefix() {
        return ascii("\033]133;D;");
    }

    /** {@return what stands between the status and the directory} */
    byte[] endMiddle() {
        return ascii(";WSH=" + text + ";");
    }

    /** {@return what the mark after the output ends with} */
    byte[] endSuffix() {
        return ascii(";" + text + "\007");
    }

    private static byte[] ascii(String mark) {
        return mark.getBytes(StandardCharsets.US_ASCII);
    }
}
