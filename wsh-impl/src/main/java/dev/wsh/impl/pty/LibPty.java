package dev.wsh.impl.pty;

import com.pty4j.unix.PtyHelpers;
import com.pty4j.util.PtyUtil;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * pty4j's native library for Linux: its fork and exec.
 *
 * <p>Loaded here, since pty4j leaves the file that it unpacks behind, and passes strings in the JVM's charset. This one is
 * gone from the folder as soon as it is loaded; what a killed JVM left there goes with the next load. The folder is
 * {@code pty4j.tmpdir}, else {@code java.io.tmpdir}; where {@value PtyUtil#PREFERRED_NATIVE_FOLDER_KEY} names a folder with
 * the libraries, nothing is unpacked. This class is threadsafe.
 */
final class LibPty {
    private static final String PREFIX = "wsh-libpty-";
    private static final Duration STALE = Duration.ofHours(1);

    private static final Exec EXEC = load();

    private LibPty() {}

    /** A character is a byte, so that strings pass as they are. */
    private interface Exec extends Library {
        @SuppressWarnings({"checkstyle:MethodName", "MemberName"}) // the C function's
        int exec_pty(
                String file,
                String[] argv,
                String[] env,
                String directory,
                String terminal,
                int master,
                @Nullable String errorTerminal,
                int errorMaster,
                boolean console);
    }

    /** Has the library loaded, by being called. */
    static void prepare() {}

    /**
     * Forks and executes; as text, each string is {@link RawText}.
     *
     * @return the process, or a negative number; then {@link LibC#errno()} tells why. In the child, if it can't open its
     *     terminal, returns too
     */
    static int exec(String file, String[] argv, String[] env, String directory, String terminal, int master) {
        return EXEC.exec_pty(latin(file), latin(argv), latin(env), latin(directory), terminal, master, null, -1, false);
    }

    private static String latin(String text) {
        return new String(RawText.bytes(text), StandardCharsets.ISO_8859_1);
    }

    private static String[] latin(String[] texts) {
        String[] all = new String[texts.length];
        for (int i = 0; i < texts.length; i++) {
            all[i] = latin(texts[i]);
        }
        return all;
    }

    private static Exec load() {
        if (System.getProperty(PtyUtil.PREFERRED_NATIVE_FOLDER_KEY) != null) {
            return load(PtyUtil.resolveNativeFile("libpty.so").toPath());
        }
        Path file = null;
        try {
            Path folder = Path.of(System.getProperty("pty4j.tmpdir", System.getProperty("java.io.tmpdir", "/tmp")));
            file = Files.createTempFile(folder, PREFIX, ".so");
            unpack(file);
            sweep(folder, Files.getLastModifiedTime(file));
            return load(file);
        } catch (IOException e) {
            throw new IllegalStateException("its library cannot be unpacked: " + e, e);
        } finally {
            delete(file);
        }
    }

    private static Exec load(Path file) {
        return Native.load(
                file.toString(),
                Exec.class,
                Map.of(Library.OPTION_STRING_ENCODING, StandardCharsets.ISO_8859_1.name()));
    }

    private static void unpack(Path file) throws IOException {
        String name = "/resources/com/pty4j/native/linux/" + Platform.ARCH + "/libpty.so";
        try (InputStream library = PtyHelpers.class.getResourceAsStream(name)) {
            if (library == null) {
                throw new IOException("there is none for " + Platform.ARCH);
            }
            Files.copy(library, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Removes what was left long before a file of now was made. */
    private static void sweep(Path folder, FileTime now) {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, PREFIX + "*.so")) {
            for (Path file : left) {
                if (Files.getLastModifiedTime(file).toMillis() < now.toMillis() - STALE.toMillis()) {
                    delete(file);
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            // somebody else's, or gone meanwhile
        }
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // the next one tries again
        }
    }
}
