package dev.wsh.impl.vt.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Builds the bytes of a workload. Confined to one thread. */
final class Stream {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Stream text(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Stream raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    Stream csi(String rest) {
        return text("\u001b[" + rest);
    }

    Stream line(String text) {
        return text(text).text("\r\n");
    }

    Stream repeat(char c, int times) {
        return text(String.valueOf(c).repeat(times));
    }

    int size() {
        return out.size();
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
