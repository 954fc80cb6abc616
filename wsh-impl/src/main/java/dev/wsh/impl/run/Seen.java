package dev.wsh.impl.run;

import dev.wsh.ProcessInfo;
import dev.wsh.spi.Pty;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the terminal told of who reads it.
 *
 * @param group the foreground process group; empty where that is unknown
 * @param leader true if that is the session's own program, or unknown
 * @param raw true if the program in the foreground reads key by key; empty where that is unknown
 * @param program the program in the foreground and its arguments, as far as known
 */
record Seen(OptionalLong group, boolean leader, Optional<Boolean> raw, Optional<List<String>> program) {

    /**
     * Asks a terminal, on its loop.
     *
     * @param pty the terminal
     * @param argv what the session started
     * @param doubted true if that may have become another program
     * @return what it told
     */
    static Seen of(Pty pty, List<String> argv, boolean doubted) {
        Optional<Pty.Foreground> foreground = pty.foreground();
        boolean leader = foreground.map(Pty.Foreground::isLeader).orElse(true);
        Optional<List<String>> program = Optional.of(argv);
        if (!leader || doubted || ShellKind.of(argv).isEmpty()) {
            long pid = foreground
                    .map(Pty.Foreground::processGroup)
                    .orElse(pty.pid().orElse(-1));
            Optional<List<String>> found = pty.foregroundProcesses().stream()
                    .filter(process -> process.pid() == pid)
                    .findFirst()
                    .map(ProcessInfo::command)
                    .map(command -> Arrays.asList(command.split(" ")));
            program = found.isPresent() || !leader ? found : program;
        }
        return new Seen(
                foreground.map(each -> OptionalLong.of(each.processGroup())).orElse(OptionalLong.empty()),
                leader,
                pty.lineModes().map(modes -> !modes.lines()),
                program);
    }

    /** {@return the shell that reads the terminal; empty if it is no shell, or unknown} */
    Optional<ShellKind> shell() {
        return program.flatMap(ShellKind::of);
    }

    /** {@return whether it is known that somebody reads key by key} */
    boolean isRaw() {
        return raw.orElse(false);
    }
}
