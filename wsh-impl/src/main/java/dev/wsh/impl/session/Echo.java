package dev.wsh.impl.session;

import java.io.ByteArrayOutputStream;

/** Recognises the echo of input at the beginning of output. */
final class Echo {

    private static final byte ESC = 0x1B;

    private Echo() {}

    /** Returns input as a terminal in its usual modes echoes it: a carriage return as CR LF. */
    static byte[] of(byte[] input) {
        ByteArrayOutputStream echo = new ByteArrayOutputStream(input.length + 2);
        for (byte b : input) {
            echo.write(b);
            if (b == '\r') {
                echo.write('\n');
            }
        }
        return echo.toByteArray();
    }

    /**
     * Returns the length of the output's beginning that is the echo; 0 if it does not begin with the echo. Output that ends
     * within the echo is all echo: the rest of it has not come yet. Escape sequences in the output, which line editors add,
     * are skipped.
     */
    static int length(byte[] output, byte[] echo) {
        int at = 0;
        int matched = 0;
        while (matched < echo.length && at < output.length) {
            if (output[at] == echo[matched]) {
                at++;
                matched++;
            } else if (output[at] == ESC) {
                at = afterSequence(output, at);
            } else if (output[at] == '\r' && matched > 0) {
                at++; // line editors return the carriage before a redraw or a new line
            } else {
                return 0;
            }
        }
        return matched == echo.length || at == output.length ? at : 0;
    }

    private static int afterSequence(byte[] output, int at) {
        int next = at + 1;
        if (next < output.length && output[next] == '[') {
            next++;
            while (next < output.length && (output[next] < 0x40 || output[next] > 0x7E)) {
                next++;
            }
        }
        return Math.min(next + 1, output.length);
    }
}
