package dev.wsh.impl.run;

import dev.wsh.EngineException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that a session's shell reads commands from, in a folder that the user alone can read. They are deleted with the
 * command, and the folder with the session.
 *
 * <p>Thread-safe. Writes and deletes files, so no lock of the engine may be held.
 */
final class CommandFiles {

    private static final Logger LOG = LoggerFactory.getLogger(CommandFiles.class);

    /** For commands of a shell that has ended, which are never written. */
    private static final Path NOWHERE =
            Path.of(System.getProperty("java.io.tmpdir", "/tmp"), "wsh-ended").toAbsolutePath();

    private Optional<Path> folder = Optional.empty();
    private int named;
    private boolean closed;

    /**
     * Returns a path that no file of this session had.
     *
     * @throws EngineException if the folder can't be made
     */
    synchronized Path fresh() {
        named++;
        String name = Integer.toString(named);
        return closed ? NOWHERE.resolve(name) : folder.orElseGet(this::open).resolve(name);
    }

    private Path open() {
        try {
            Path made = CommandFolders.make();
            folder = Optional.of(made);
            return made;
        } catch (IOException e) {
            throw new EngineException("no folder for commands could be made", e);
        }
    }

    /**
     * Writes a file.
     *
     * @throws IllegalArgumentException if it is no text
     * @throws EngineException if there is no room for it
     */
    synchronized void write(Path file, String text) {
        if (closed) {
            return; // the shell has ended
        }
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the command has half of a surrogate pair, which is no text", e);
        } catch (IOException e) {
            throw new EngineException("the command could not be written to " + file + " for the shell", e);
        }
    }

    /** Deletes files, as far as they are there. */
    static void delete(List<Path> files) {
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.warn("a command's file could not be deleted", e);
            }
        }
    }

    /** Deletes the folder and what is in it. */
    synchronized void close() {
        closed = true;
        folder.ifPresent(CommandFolders::remove);
        folder = Optional.empty();
    }
}
