package dev.wsh.impl.pty;

import dev.wsh.engine.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the beginning of an executable file says about whether the kernel runs it, as Linux's {@code binfmt_script} reads it.
 * Binary formats are taken to be known to the kernel. Stateless and threadsafe.
 */
final class ProgramFormat {
    private static final int HEAD_BYTES = 256; // of which the kernel looks at no more

    private ProgramFormat() {}

    /**
     * The errno that {@code execve} would give for a script without {@code #!}, or with one whose interpreter is missing;
     * 0 if it would run. For launchers that cannot report it.
     */
    static int problem(Path file) {
        byte[] head = head(file);
        if (isScript(head)) {
            String interpreter = interpreter(head);
            return interpreter.isEmpty() ? Errno.ENOEXEC : isThere(interpreter) ? 0 : Errno.ENOENT;
        }
        boolean isBinary = head.length == 0 && !isEmpty(file);
        for (byte b : head) {
            isBinary |= b == 0;
        }
        return isBinary ? 0 : Errno.ENOEXEC;
    }

    /** What a start failed for, in words: a script may be there while the interpreter that its first line names is not. */
    static String reason(int errno, Path file) {
        return Optional.of(head(file))
                .filter(head -> errno == Errno.ENOENT && isScript(head))
                .map(ProgramFormat::interpreter)
                .filter(interpreter -> !interpreter.isEmpty() && !isThere(interpreter))
                .map(interpreter -> missing(interpreter) + " (errno " + errno + ")")
                .orElse(Errno.text(errno));
    }

    private static String missing(String interpreter) {
        String said =
                "the interpreter in its first line, " + Printable.quoted(interpreter, HEAD_BYTES) + ", does not exist";
        return interpreter.endsWith("\r") && isThere(interpreter.substring(0, interpreter.length() - 1))
                ? said + ": the line ends as on Windows, with a carriage return"
                : said;
    }

    private static boolean isThere(String interpreter) {
        return interpreter.startsWith("/") && Files.exists(RawText.path(interpreter));
    }

    private static boolean isScript(byte[] head) {
        return head.length >= 2 && head[0] == '#' && head[1] == '!';
    }

    /** Up to a blank or the end of the line; a carriage return is part of it. */
    private static String interpreter(byte[] head) {
        int start = 2;
        while (start < head.length && isBlank(head[start])) {
            start++;
        }
        int end = start;
        while (end < head.length && head[end] != 0 && head[end] != '\n' && !isBlank(head[end])) {
            end++;
        }
        return RawText.of(Arrays.copyOfRange(head, start, end));
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    /** Empty for a file that may be executed but not read: only the kernel knows then. */
    private static byte[] head(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(HEAD_BYTES);
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private static boolean isEmpty(Path file) {
        try {
            return Files.size(file) == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
