package dev.wsh.examples;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Scanner;

/**
 * The terminal that standard output goes to, if it is one.
 *
 * <p>{@link System#console} does not tell. Up to JDK 21 it is there if both standard input and output are a terminal; from
 * JDK 22 on it is always there, and its {@code isTerminal} asks for both again. So a shell is asked, which sees the same
 * descriptors, and which knows the size too.
 *
 * @param rows the height
 * @param cols the width
 */
record Stdout(int rows, int cols) {

    private static final String QUESTION = "test -t 1 && test \"$TERM\" != dumb && stty size <&1 >&2";

    /** Empty where standard output is no terminal, and where there is no shell to ask. */
    static Optional<Stdout> terminal() {
        try {
            Process shell = new ProcessBuilder("/bin/sh", "-c", QUESTION)
                    .redirectInput(Redirect.INHERIT)
                    .redirectOutput(Redirect.INHERIT)
                    .start();
            try (Scanner answer = new Scanner(shell.getErrorStream(), StandardCharsets.US_ASCII)) {
                return answer.hasNextInt()
                        ? Optional.of(new Stdout(answer.nextInt(), answer.nextInt()))
                        : Optional.empty();
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
