package dev.wsh.examples.remote;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A program with its directory and its environment, as one command for another machine, where only {@code /bin/sh} is taken
 * for granted.
 *
 * @param argv the program and its arguments; empty for the user's interactive shell there
 * @param cwd where it starts; empty for wherever the transport puts it
 * @param env variables that are set
 * @param unsetEnv variables that are removed
 * @param cleanEnv whether it gets only what is set, and {@code TERM}
 */
record FarCommand(
        List<String> argv, Optional<Path> cwd, Map<String, String> env, Set<String> unsetEnv, boolean cleanEnv) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** The user's own shell, which the transport's login has put into the environment. */
    private static final String OWN_SHELL = "\"${SHELL:-/bin/sh}\"";

    FarCommand {
        for (String name : env.keySet()) {
            requireName(name);
        }
        unsetEnv.forEach(FarCommand::requireName);
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("no shell can set a variable named \"" + name + "\"");
        }
    }

    /** {@return true if the arguments alone say it all} */
    boolean isPlain() {
        return cwd.isEmpty() && env.isEmpty() && unsetEnv.isEmpty() && !cleanEnv && !argv.isEmpty();
    }

    /** {@return what a transport without a shell of its own runs} */
    List<String> arguments() {
        return isPlain() ? argv : List.of("/bin/sh", "-c", script());
    }

    /** {@return what a transport gives to the user's login shell, whichever that is} */
    String line() {
        return isPlain() ? "exec " + Quoting.words(argv) : "exec /bin/sh -c " + Quoting.word(script());
    }

    /** A script for a POSIX shell; it ends with 126 if there is no such directory. */
    String script() {
        StringBuilder script = new StringBuilder();
        cwd.ifPresent(dir ->
                script.append("cd -- ").append(Quoting.word(dir.toString())).append(" || exit 126; "));
        unsetEnv.forEach(name -> script.append("unset ").append(name).append("; "));
        String program = argv.isEmpty() ? OWN_SHELL : Quoting.words(argv);
        if (cleanEnv) {
            script.append("exec env -i ${TERM:+\"TERM=$TERM\"}");
            env.forEach(
                    (name, value) -> script.append(' ').append(name).append('=').append(Quoting.word(value)));
            return script.append(' ').append(program).toString();
        }
        env.forEach((name, value) -> script.append("export ")
                .append(name)
                .append('=')
                .append(Quoting.word(value))
                .append("; "));
        return script.append("exec ").append(program).toString();
    }
}
