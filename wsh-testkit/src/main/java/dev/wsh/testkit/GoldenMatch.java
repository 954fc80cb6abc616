package dev.wsh.testkit;

import dev.wsh.Conditions;
import dev.wsh.Screen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.opentest4j.AssertionFailedError;

/** One comparison of a screen with its golden file. */
final class GoldenMatch {

    private final Golden golden;
    private final GoldenFiles files;
    private final Path file;
    private final Golden.Mode mode;

    GoldenMatch(Golden golden, GoldenFiles files) {
        this.golden = golden;
        this.files = files;
        this.file = files.file(golden);
        this.mode = files.mode();
    }

    private String expected() {
        return "to match the screen in " + file;
    }

    /** Waits until a session's screen is as the file says, or writes the file once the session is quiet. */
    void of(SessionAssert session) {
        boolean there = Files.exists(file);
        if (there && mode != Golden.Mode.UPDATE) {
            await(session, GoldenFiles.read(file));
            return;
        }
        session.isQuiet();
        Screen screen = session.actual().screen();
        Still still = golden.of(screen);
        if (there || mode != Golden.Mode.VERIFY) {
            update(still, there);
            return;
        }
        session.checked(expected(), () -> Optional.of(missing(still, screen)));
    }

    private void update(Still still, boolean there) {
        if (!there || !isSame(still)) {
            files.write(file, still);
        }
    }

    private boolean isSame(Still still) {
        try {
            return GoldenFiles.read(file).equals(still);
        } catch (IllegalArgumentException e) {
            return false; // whatever it was, such as the traces of a merge, it is to be replaced
        }
    }

    private void await(SessionAssert session, Still wanted) {
        AtomicReference<Screen> last = new AtomicReference<>(session.actual().screen());
        try {
            session.await(
                    Conditions.screen(expected(), screen -> {
                        last.set(screen);
                        return golden.of(screen).equals(wanted);
                    }),
                    expected(),
                    () -> Optional.of(differences(wanted, last.get())),
                    Optional::empty);
        } catch (AssertionFailedError e) {
            throw withValues(e, wanted, golden.of(last.get()));
        }
    }

    /** Lets tools that compare the two show them. */
    private static AssertionFailedError withValues(AssertionFailedError e, Still wanted, Still actual) {
        AssertionFailedError failure = new AssertionFailedError(
                e.getMessage(), ScreenFile.write(wanted), ScreenFile.write(actual), e.getCause());
        failure.setStackTrace(e.getStackTrace());
        return failure;
    }

    /** Compares one screen without waiting. */
    void of(ScreenAssert screen) {
        Still still = golden.of(screen.actual());
        if (!Files.exists(file)) {
            screen.require(
                    mode != Golden.Mode.VERIFY,
                    expected(),
                    mode == Golden.Mode.VERIFY ? missing(still, screen.actual()) : "");
            files.write(file, still);
        } else if (mode == Golden.Mode.UPDATE) {
            update(still, /* there= */ true);
        } else {
            Still wanted = GoldenFiles.read(file);
            boolean same = still.equals(wanted);
            screen.require(same, expected(), same ? "" : differences(wanted, screen.actual()));
        }
    }

    private String missing(Still still, Screen screen) {
        return "there is no such file, and none is written in this mode\n  the screen is in "
                + files.keep(file, still, screen);
    }

    private String differences(Still wanted, Screen screen) {
        Still still = golden.of(screen);
        List<String> differences = Diffs.stills(wanted, still);
        return String.join("\n", differences) + "\nthe actual screen, with a picture beside it, is in "
                + files.keep(file, still, screen) + "\nto accept it, run the test with -Dwsh.golden=update";
    }
}
