package dev.wsh.impl.run;

import java.nio.file.Path;

/**
 * What a shell is given to run a command: a line to type, which reads a script, which prints the mark, reads the command
 * from a file of its own, and prints the mark at the end with the status.
 *
 * <p>The command stands in its own file, so that whatever it is, complete or not, it cannot become one with what comes after
 * it; history expansion, line editors and the length of a line do not matter either. Marks go to the terminal, wherever the
 * shell's output goes. Nothing is left behind in the shell: no variable, function, option or trap. {@code $?} is for the
 * command what it was before, and for what follows what the command made it, unless that would end the shell ({@code set -e})
 * or run a trap ({@code ERR}) once more.
 *
 * @param kind the shell
 * @param nonce the nonce of the marks
 * @param script the file that the typed line reads
 * @param command the file with the command
 */
record Scripts(ShellKind kind, Nonce nonce, Path script, Path command) {

    /** Stands for the status of what ran before, in a text that is evaluated. */
    private static final String STATUS = "\0";

    /** Stands for the same in a script for fish, until the typed line puts the status there. */
    private static final String FISH_STATUS = "wsh_status";

    /** The line to type, without the Enter. The blank keeps it out of the history of shells that are set so. */
    String line() {
        String file = quoted(script);
        return kind == ShellKind.FISH
                ? " builtin eval \"builtin eval (builtin string replace -a " + FISH_STATUS + " $status <" + file
                        + " | builtin string collect -N)\""
                : " \\. " + file;
    }

    /** The text of the script that runs the command. */
    String text() {
        return switch (kind) {
            case FISH -> fishCommand().replace(STATUS, FISH_STATUS) + "\n" + evaluated(fishEnd()) + "\n";
            case ZSH -> "{\n" + evaluated(markedOrRead("$-:")) + "\n} always {\n" + end() + "}\n";
            case BASH -> evaluated(forgetLine() + markedOrRead("$-:$(\\builtin trap -p ERR)")) + "\n" + end();
            case POSIX -> evaluated(markedOrRead("$-:")) + "\n" + end();
        };
    }

    /** The text of a script that only tells the status of what ran before, and that the shell is there. */
    String end() {
        return switch (kind) {
            case FISH -> fishEnd().replace(STATUS, FISH_STATUS) + "\n";
            case ZSH ->
                evaluated("TRY_BLOCK_ERROR=0; TRY_BLOCK_INTERRUPT=0\n" + posixEnd()
                                + unlessZero("case $-$(\\builtin trap) in *e*|*ZERR*) return 0 ;; esac"))
                        + "\n";
            case BASH ->
                "{ " + evaluated(posixEnd() + posixStatus("$-$(\\builtin trap -p ERR)", "*e*|*' ERR'"))
                        + "; } 2>/dev/null\n";
            case POSIX -> "{ " + evaluated(posixEnd() + posixStatus("$-", "*e*")) + "; } 2>/dev/null\n";
        };
    }

    /** Takes the typed line out of bash's history, if it was put there. */
    private String forgetLine() {
        return "case \"$(HISTTIMEFORMAT= \\builtin history 1)\" in *'" + line().replace("'", "'\\''")
                + "') \\builtin history -d -1 || \\builtin history -d \"$((HISTCMD-1))\" ;; esac 2>/dev/null\n";
    }

    private String posixCommand() {
        String run = calling(". ") + quoted(command);
        return print(nonce.begin()) + " >/dev/tty\ncase " + STATUS + " in\n0) " + run + " ;;\n*) (exit " + STATUS
                + ") || " + run + " ;;\nesac";
    }

    /**
     * Reading a file is a command itself: {@code set -x} prints it after the mark, an {@code ERR} trap runs for it once more,
     * and with {@code set -e} it ends the shell where the command would not have. So with any of them the marks stand in the
     * file, if the command is complete and can't become one with them.
     */
    private String markedOrRead(String state) {
        String begin = print(nonce.begin()) + " >/dev/tty";
        String end = "{ " + print(nonce.end()) + " \"$?\" \"${PWD-}\" >/dev/tty; } 2>/dev/null";
        return """
                case @STATE@ in
                *[ex]*:*|*:?*)
                if @CHECKER@ -n @COMMAND@ 2>|@CHECK@ && ! \\test -s @CHECK@
                then
                @PRINT@ '%s; %s\\n\\n%s\\n' @BEGIN@ "$(@READ@)" @END@ >|@MARKED@
                @SOURCE@ @MARKED@
                else
                @PLAIN@
                fi ;;
                *)
                @PLAIN@ ;;
                esac""".replace("@STATE@", state)
                .replace("@CHECKER@", checker())
                .replace("@READ@", kind == ShellKind.POSIX ? "\\cat @COMMAND@" : "<@COMMAND@")
                .replace("@COMMAND@", quoted(command))
                .replace("@CHECK@", quoted(beside(command, "n")))
                .replace("@MARKED@", quoted(beside(command, "m")))
                .replace("@PRINT@", calling("printf"))
                .replace("@SOURCE@", calling("."))
                .replace("@BEGIN@", inQuotes(begin))
                .replace("@END@", inQuotes(end))
                .replace("@PLAIN@", posixCommand());
    }

    private String checker() {
        return switch (kind) {
            case BASH -> "\"$BASH\"";
            case ZSH -> "\\zsh -f";
            default -> "\\sh";
        };
    }

    /** The file that has the same command with its marks, and the one with what is wrong with it. */
    static Path beside(Path command, String suffix) {
        return command.resolveSibling(command.getFileName() + "." + suffix);
    }

    private String posixEnd() {
        return print(nonce.end()) + " " + STATUS + " \"${PWD-}\" >/dev/tty\n";
    }

    private static String posixStatus(String word, String unless) {
        return unlessZero("case " + word + " in " + unless + ") ;; *) return " + STATUS + " ;; esac");
    }

    private static String unlessZero(String text) {
        return "case " + STATUS + " in 0) ;; *) " + text + " ;; esac";
    }

    /**
     * What SIGINT stops in fish itself ends the whole line; a function that waits for that tells it. The command is evaluated
     * and not sourced, since {@code exit} in a sourced file would not end the shell; what sets the status that it sees stands
     * before it, since reading it sets the status too.
     */
    private String fishCommand() {
        return """
                function @GUARD@ --on-event fish_postexec
                builtin test $status = 130; and @END@ $status $PWD >/dev/tty
                builtin functions -e @GUARD@
                end
                @BEGIN@ >/dev/tty
                builtin eval (begin
                builtin test @STATUS@ = 0; or builtin echo "function @GUARD@s; builtin functions -e @GUARD@s; return @STATUS@; end; @GUARD@s"
                builtin string collect -N <@COMMAND@
                end | builtin string collect -N)""".replace("@GUARD@", fishGuard())
                .replace("@BEGIN@", print(nonce.begin()))
                .replace("@END@", print(nonce.end()))
                .replace("@STATUS@", STATUS)
                .replace("@COMMAND@", quoted(command));
    }

    private String fishEnd() {
        return print(nonce.end()) + " " + STATUS + " $PWD >/dev/tty\nbuiltin functions -e " + fishGuard()
                + "\nfunction GUARDs; builtin functions -e GUARDs; return STATUS; end; GUARDs"
                        .replace("GUARD", fishGuard())
                        .replace("STATUS", STATUS);
    }

    private String fishGuard() {
        return "__wsh_" + nonce.text();
    }

    private String print(String mark) {
        return calling("printf ") + "'" + mark + "'";
    }

    /** Passes by functions and aliases of the same name; the backslash keeps its own word from being one. */
    private String calling(String builtin) {
        return switch (kind) {
            case FISH -> "builtin " + builtin;
            case POSIX -> "\\command " + builtin;
            default -> "\\builtin " + builtin;
        };
    }

    /** Evaluates a text in which the status of what ran before stands as a number. */
    private String evaluated(String text) {
        String escaped = text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("$", "\\$")
                .replace("`", "\\`");
        String eval = kind == ShellKind.POSIX ? "\\eval" : calling("eval");
        return eval + " \"" + escaped.replace(STATUS, status()) + "\"";
    }

    /** Ctrl+C in a loop of zsh's own leaves whatever status its last command had. */
    private String status() {
        return switch (kind) {
            case FISH -> "$status";
            case ZSH -> "$((TRY_BLOCK_INTERRUPT > 0 ? 130 : $?))";
            default -> "$?";
        };
    }

    private String quoted(Path path) {
        String name = path.toString();
        if (name.matches("[A-Za-z0-9/._-]+")) {
            return name;
        }
        return kind == ShellKind.FISH ? "'" + name.replace("\\", "\\\\").replace("'", "\\'") + "'" : inQuotes(name);
    }

    private static String inQuotes(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
