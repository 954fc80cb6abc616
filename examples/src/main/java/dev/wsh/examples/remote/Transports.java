package dev.wsh.examples.remote;

import dev.wsh.SessionSpec;
import dev.wsh.SessionSpec.Content;
import dev.wsh.SessionSpec.Launch;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Sessions elsewhere by programs that are there already: each transport turns a spec into one that runs the same through
 * {@code docker exec}, {@code kubectl exec} or {@code ssh}.
 *
 * <pre>{@code
 * Transports.Transport build = Transports.ssh("build@host").options("-p", "2222");
 * Session session = wsh.start(build.wrap(SessionSpec.command("make", "all").cwd(Path.of("/srv/app")).tags("ci")));
 * }</pre>
 *
 * <p>Directory, variables and program are those of the other side, where {@code /bin/sh} must exist; name, tags, size and
 * history belong to the session here. The program there gets the size and its changes, keys and signals of keys, and its exit
 * code comes back. What runs here is the transport: {@code Session.signal} reaches that, and so does a kill; the program there
 * is hung up when its terminal goes away.
 */
public final class Transports {

    private Transports() {}

    /**
     * Runs in a container that runs already, by {@code docker exec}.
     *
     * @param container its name or id
     * @return the transport
     * @throws IllegalArgumentException if it is empty or begins with a dash
     */
    public static Transport docker(String container) {
        // Without another sequence docker keeps back each Ctrl+P, to see whether a Ctrl+Q follows.
        return new Transport(
                "docker", List.of("exec", "-it", "--detach-keys=ctrl-@,ctrl-^"), List.of(place(container)), false);
    }

    /**
     * Runs in a new container, by {@code docker run}; it is removed at the end.
     *
     * @param image its image
     * @return the transport
     * @throws IllegalArgumentException if it is empty or begins with a dash
     */
    public static Transport dockerRun(String image) {
        return new Transport(
                "docker",
                List.of("run", "--rm", "-it", "--init", "--detach-keys=ctrl-@,ctrl-^"),
                List.of(place(image)),
                false);
    }

    /**
     * Runs in a container of a pod, by {@code kubectl exec}.
     *
     * @param pod its name
     * @param container its name
     * @return the transport
     * @throws IllegalArgumentException if one is empty or begins with a dash
     */
    public static Transport kubectl(String pod, String container) {
        return new Transport(
                "kubectl", List.of("exec", "-it"), List.of(place(pod), "-c", place(container), "--"), false);
    }

    /**
     * Runs on another machine, by {@code ssh -tt}.
     *
     * @param host as ssh takes it: {@code host}, {@code user@host}, a name from its configuration
     * @return the transport
     * @throws IllegalArgumentException if it is empty or begins with a dash
     */
    public static Transport ssh(String host) {
        // -e none: a line that begins with a tilde is input like any other.
        return new Transport("ssh", List.of("-tt", "-e", "none"), List.of("--", place(host)), true);
    }

    private static String place(String name) {
        if (name.isEmpty() || name.startsWith("-")) {
            throw new IllegalArgumentException("\"" + name + "\" would be taken for an option");
        }
        return name;
    }

    /** A way to somewhere else. Immutable. */
    public static final class Transport {
        private final String program;
        private final List<String> options;
        private final List<String> place;
        private final boolean byLoginShell;

        private Transport(String program, List<String> options, List<String> place, boolean byLoginShell) {
            this.program = program;
            this.options = options;
            this.place = place;
            this.byLoginShell = byLoginShell;
        }

        /**
         * Gives the transport's program further options.
         *
         * @param more such as {@code -p 2222} for ssh, {@code -n namespace} for kubectl
         * @return another transport
         */
        public Transport options(String... more) {
            List<String> all = new ArrayList<>(options);
            all.addAll(List.of(more));
            return new Transport(program, all, place, byLoginShell);
        }

        /**
         * Uses another program with the same options, such as {@code podman} for {@code docker}.
         *
         * @param other a path or a name
         * @return another transport
         */
        public Transport program(String other) {
            return new Transport(Objects.requireNonNull(other, "other"), options, place, byLoginShell);
        }

        /**
         * Wraps a spec.
         *
         * @param spec what shall run there
         * @return what runs it from here, with the same name, tags, size, history and readiness
         * @throws IllegalArgumentException if a shell can't set one of its variables
         */
        public SessionSpec wrap(SessionSpec spec) {
            Content content = spec.content();
            FarCommand command = new FarCommand(
                    argv(content.launch()), content.cwd(), content.env(), content.unsetEnv(), content.cleanEnv());
            List<String> argv = new ArrayList<>();
            argv.add(program);
            argv.addAll(options);
            argv.addAll(place);
            if (byLoginShell) {
                argv.add(command.line());
            } else {
                argv.addAll(command.arguments());
            }
            return keep(content, SessionSpec.command(argv));
        }

        private static List<String> argv(Launch launch) {
            if (launch instanceof Launch.Program program) {
                return program.argv();
            }
            if (launch instanceof Launch.ShellLine line) {
                return List.of("/bin/sh", "-c", line.line());
            }
            return launch instanceof Launch.Shell shell
                    ? shell.executable().map(path -> List.of(path.toString())).orElse(List.of())
                    : List.of();
        }

        private static SessionSpec keep(Content from, SessionSpec to) {
            SessionSpec spec = to.tags(from.tags().toArray(String[]::new));
            if (from.name().isPresent()) {
                spec = spec.named(from.name().get());
            }
            if (from.namePrefix().isPresent()) {
                spec = spec.namePrefix(from.namePrefix().get());
            }
            if (from.rows().isPresent() && from.cols().isPresent()) {
                spec = spec.size(from.rows().getAsInt(), from.cols().getAsInt());
            }
            if (from.scrollback().isPresent()) {
                spec = spec.scrollback(from.scrollback().getAsInt());
            }
            if (from.transcript().isPresent()) {
                spec = spec.transcript(from.transcript().getAsLong());
            }
            if (from.readyWhen().isPresent()) {
                spec = spec.readyWhen(from.readyWhen().get());
            }
            if (from.via().isPresent()) {
                spec = spec.via(from.via().get());
            }
            return from.unsafeReports().isPresent()
                    ? spec.unsafeReports(from.unsafeReports().get())
                    : spec;
        }
    }
}
