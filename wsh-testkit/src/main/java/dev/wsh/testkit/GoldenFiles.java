package dev.wsh.testkit;

import dev.wsh.Screen;
import dev.wsh.Session;
import dev.wsh.spi.SessionObserver;
import dev.wsh.spi.TimeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/** The golden screens of one test: which files they are, what becomes of them, and which were used. Thread-safe. */
final class GoldenFiles implements SessionObserver {

    static final String SUFFIX = ".screen";

    private static final Map<Session, GoldenFiles> BY_SESSION = new WeakHashMap<>();

    /** For what runs without the extension: only files with a path of their own. */
    private static final GoldenFiles BARE = new GoldenFiles(
            Optional.empty(),
            Optional.empty(),
            Path.of(System.getProperty("wsh.files", "target/wsh")),
            Optional.empty());

    private final Optional<TestPlace> place;
    private final Path artefacts;
    private final Optional<Golden.Mode> mode;
    private final Optional<GoldenLedger> ledger;
    private final List<Path> written = new ArrayList<>();
    private int unnamed;

    /**
     * Makes the files of a test.
     *
     * @param place the test; empty if it has no extension
     * @param ledger of its class; empty if it has no extension
     * @param artefacts where the files of this test's failure go
     * @param mode empty for what the system property says
     */
    GoldenFiles(Optional<TestPlace> place, Optional<GoldenLedger> ledger, Path artefacts, Optional<Golden.Mode> mode) {
        this.place = place;
        this.ledger = ledger;
        this.artefacts = artefacts;
        this.mode = mode;
    }

    /** Lets assertions about a session find these files. */
    @Override
    public void started(Session session, int rows, int cols, TimeSource time) {
        synchronized (BY_SESSION) {
            BY_SESSION.put(session, this);
        }
    }

    static GoldenFiles of(Session session) {
        synchronized (BY_SESSION) {
            return BY_SESSION.getOrDefault(session, BARE);
        }
    }

    static GoldenFiles bare() {
        return BARE;
    }

    Golden.Mode mode() {
        return mode.orElseGet(() -> Golden.Mode.of(
                Optional.ofNullable(System.getProperty("wsh.golden")), Optional.ofNullable(System.getenv("CI"))));
    }

    /** Chooses the file of an assertion; each unnamed one of a test gets another. */
    synchronized Path file(Golden golden) {
        if (golden.file().isPresent()) {
            return golden.file().get();
        }
        String test = place.map(TestPlace::screen).orElse("");
        if (ledger.isEmpty() || test.isEmpty() && golden.name().isEmpty()) {
            throw new IllegalStateException(
                    "no test names this screen: use @WshTest, and a name for what belongs to the class, or Golden.at");
        }
        String first = golden.name().isPresent() || ++unnamed == 1 ? "" : "-" + unnamed;
        String name = test
                + (golden.name().isPresent() && !test.isEmpty() ? "." : "")
                + golden.name().orElse(first)
                + SUFFIX;
        return ledger.get().use(name);
    }

    /** Notes that the test has passed, so that what it has not used is used by nobody. */
    void passed() {
        ledger.ifPresent(kept -> kept.passed(place.map(TestPlace::screen).orElse(""), mode() == Golden.Mode.UPDATE));
    }

    static Still read(Path file) {
        try {
            return Golden.still(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void write(Path file, Still still) {
        try {
            Golden.write(still, file);
            written.add(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be written", e);
        }
    }

    /** Writes what was there instead, and a picture of it, for a person to look at; returns the file. */
    Path keep(Path file, Still still, Screen screen) {
        String name = file.getFileName().toString();
        String base = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
        Path actual = artefacts.resolve(base + ".actual" + SUFFIX);
        try {
            Golden.write(still, actual);
            Picture.of(screen).write(artefacts.resolve(base + ".actual.svg"));
            if (Files.exists(file)) {
                Picture.of(Golden.read(file)).write(artefacts.resolve(base + ".expected.svg"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(actual + " can't be written", e);
        }
        return actual;
    }

    synchronized List<Path> written() {
        return List.copyOf(written);
    }
}
