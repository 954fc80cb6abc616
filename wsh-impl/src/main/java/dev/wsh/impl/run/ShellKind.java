package dev.wsh.impl.run;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The families of shells that a command can be given to. */
enum ShellKind {
    BASH(/* edits= */ true, "bash"),
    ZSH(/* edits= */ true, "zsh"),
    FISH(/* edits= */ true, "fish"),
    /** What follows POSIX; some of them edit lines and some leave that to the terminal. */
    POSIX(/* edits= */ false, "sh", "dash", "ash", "ksh", "ksh93", "mksh", "yash");

    /** Programs that are many, by their first argument. */
    private static final Set<String> MANY_IN_ONE = Set.of("busybox", "toybox");

    /** Options of shells that take the next argument. */
    private static final Set<String> WITH_ARGUMENT =
            Set.of("--rcfile", "--init-file", "-o", "+o", "-O", "+O", "-C", "--init-command", "-d", "--emulate");

    private static final Pattern COMMAND_OPTION = Pattern.compile("-[a-zA-Z]*c|--command(=.*)?");

    private final boolean edits;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list
    private final List<String> programs;

    ShellKind(boolean edits, String... programs) {
        this.edits = edits;
        this.programs = List.of(programs);
    }

    /** Whether it reads key by key at its prompt, unless told otherwise. */
    boolean edits() {
        return edits;
    }

    /** {@return the kind of a shell that was started so; empty if it is none, or runs a script or one command} */
    static Optional<ShellKind> of(List<String> argv) {
        if (argv.isEmpty()) {
            return Optional.empty();
        }
        int next = 1;
        String program = name(argv.get(0));
        if (MANY_IN_ONE.contains(program) && argv.size() > 1) {
            program = name(argv.get(1));
            next = 2;
        }
        return isInteractive(argv.subList(next, argv.size())) ? named(program) : Optional.empty();
    }

    private static Optional<ShellKind> named(String program) {
        return Arrays.stream(values())
                .filter(kind -> kind.programs.contains(program))
                .findFirst();
    }

    /** The name of a program without its folder, and without the dash of a login shell. */
    static String name(String executable) {
        String name = executable.substring(executable.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return name.startsWith("-") ? name.substring(1) : name;
    }

    private static boolean isInteractive(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (COMMAND_OPTION.matcher(argument).matches()) {
                return false;
            }
            if (WITH_ARGUMENT.contains(argument)) {
                i++;
            } else if (argument.equals("-s")) {
                return true;
            } else if (!argument.startsWith("-") && !argument.startsWith("+")) {
                return false;
            }
        }
        return true;
    }
}
