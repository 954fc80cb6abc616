package dev.wsh;

import dev.wsh.engine.Checks;
import dev.wsh.engine.Printable;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A process of a session.
 *
 * @param pid its id
 * @param command its command line, as far as it could be read
 * @param sessionId the {@linkplain Session#id session} that it belongs to
 * @param argv the program and its arguments, one by one; empty where they are not known apart
 */
public record ProcessInfo(long pid, String command, String sessionId, List<String> argv) {

    private static final int MOST_SHOWN = 500;

    private static final Pattern SHELL = Pattern.compile("(ba|da|a|z|k|mk|pdk|c|tc|fi|pw|)sh|busybox");

    private static final Pattern LANGUAGE = Pattern.compile(
            "(python|pypy|perl|ruby|lua|luajit|php|tclsh|wish|expect|node|nodejs|deno|bun|guile)[0-9.]*|Rscript|osascript");

    /** An option of a shell after which there is no file, but the command itself. */
    private static final Pattern COMMAND = Pattern.compile("-[a-zA-Z]*c[a-zA-Z]*|--command(=.*)?");

    /** Options of other interpreters after which there is no file: the program itself, or a module. */
    private static final Pattern INLINE = Pattern.compile("-[a-zA-Z]*[ce]|-[mp]|--(eval|print|execute|module)(=.*)?");

    /** Options of interpreters that have the next argument. */
    private static final Set<String> WITH_VALUE = Set.of("-o", "-O", "-W", "-X", "-I", "-r", "--require", "--rcfile");

    /** Checks the parts. */
    public ProcessInfo {
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(sessionId, "sessionId");
        argv = Checks.copyOf(argv, "argv");
    }

    /**
     * Creates the process of a command line whose arguments are not known apart.
     *
     * @param pid its id
     * @param command its command line, as far as it could be read
     * @param sessionId the session that it belongs to
     */
    public ProcessInfo(long pid, String command, String sessionId) {
        this(pid, command, sessionId, List.of());
    }

    /**
     * {@return the program, such as {@code sleep}: the file name at the beginning of the command line, without its
     * path, and without the dash of a login shell}
     */
    public String program() {
        String first = arguments().get(0);
        boolean isPath = first.startsWith("/") || first.startsWith(".");
        return argv.size() > 1 || isPath ? fileName(first) : fileName(first.split(" ", 2)[0]); // a title of its own
    }

    /**
     * Tells whether this process runs a program, or an interpreter that runs a script.
     *
     * @param name the file name of the program or of the script, without a path, such as {@code vim} or {@code deploy.sh}
     * @return true if so
     */
    public boolean runs(String name) {
        Objects.requireNonNull(name, "name");
        return name.equals(program())
                || name.equals(fileName(arguments().get(0)))
                || script().filter(name::equals).isPresent();
    }

    private Optional<String> script() {
        String interpreter = program();
        boolean isShell = SHELL.matcher(interpreter).matches();
        if (!isShell && !LANGUAGE.matcher(interpreter).matches()) {
            return Optional.empty();
        }
        Pattern noFile = isShell ? COMMAND : INLINE;
        Iterator<String> rest = arguments().listIterator(1);
        while (rest.hasNext()) {
            String argument = rest.next();
            if (noFile.matcher(argument).matches()) {
                return Optional.empty();
            } else if (!argument.startsWith("-")) {
                return Optional.of(fileName(argument));
            } else if (WITH_VALUE.contains(argument) && rest.hasNext()) {
                rest.next();
            }
        }
        return Optional.empty();
    }

    private List<String> arguments() {
        return argv.isEmpty() ? List.of(command.split(" ", -1)) : argv;
    }

    private static String fileName(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.startsWith("-") ? name.substring(1) : name;
    }

    /** {@return such as {@code 4711: sleep 60}} */
    @Override
    public String toString() {
        return pid + ": " + Printable.line(command, MOST_SHOWN);
    }
}
