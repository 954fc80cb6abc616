package dev.wsh.testkit;

import dev.wsh.Session;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** No failure of its own: shows the sessions of a test beside its failure. */
final class TestScreens extends RuntimeException {

    private static final long serialVersionUID = 1;

    TestScreens(List<Session> sessions, Optional<Path> files) {
        super(describe(sessions, files), null, /* enableSuppression= */ false, /* writableStackTrace= */ false);
    }

    private static String describe(List<Session> sessions, Optional<Path> files) {
        StringBuilder out = new StringBuilder("the test's sessions as the test failed");
        files.ifPresent(folder ->
                out.append("; more in ").append(folder.toAbsolutePath().toUri()));
        for (Session session : sessions) {
            out.append("\n\"").append(session.name()).append("\": ");
            out.append(String.join(" ", session.info().command())).append(", ");
            out.append(session.exitStatus().map(Object::toString).orElse("running"))
                    .append('\n');
            Logs.of(session).ifPresent(log -> inputs(out, log));
            out.append(Blocks.frame(session.screen()));
        }
        return out.toString().stripTrailing();
    }

    private static void inputs(StringBuilder out, SessionLog log) {
        List<String> typed = log.notes().stream()
                .filter(note -> note.kind() == Note.Kind.INPUT)
                .map(Note::words)
                .toList();
        if (!typed.isEmpty()) {
            out.append("  last inputs: ")
                    .append(String.join(" | ", typed.subList(Math.max(0, typed.size() - 5), typed.size())))
                    .append('\n');
        }
    }
}
