package dev.wsh.impl.vt.differential;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A piece of a stream after which the terminals are compared: text, a control, a sequence, or something malformed.
 *
 * @param cut the byte before which it is cut into two feeds; 0 if it is not
 */
record Token(String text, int cut) {

    /** The feeds it is given in. */
    List<byte[]> feeds() {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return cut == 0
                ? List.of(bytes)
                : List.of(Arrays.copyOf(bytes, cut), Arrays.copyOfRange(bytes, cut, bytes.length));
    }

    /** The feeds in the form of a driver's request. */
    String request() {
        StringBuilder out = new StringBuilder();
        for (byte[] feed : feeds()) {
            out.append(out.length() == 0 ? "" : ",").append(Base64.getEncoder().encodeToString(feed));
        }
        return out.toString();
    }

    /** The text with controls and blanks as their pictures, such as ␛ and ␠. Does not show the cut. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        text.chars().forEach(c -> out.append((char) (c <= 0x20 ? 0x2400 + c : c == 0x7F ? 0x2421 : c)));
        return out.toString();
    }
}
