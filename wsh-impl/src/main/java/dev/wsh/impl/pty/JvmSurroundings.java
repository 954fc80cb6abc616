package dev.wsh.impl.pty;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What a child has from this JVM unless it is told otherwise, with every byte: the environment, and the directory.
 *
 * <p>On Linux the kernel is asked, since the JDK's variables and its own path of the directory lose what the JVM's locale
 * does not know; elsewhere they are what the JDK says. Read once: Java can change neither. Stateless and threadsafe.
 */
public final class JvmSurroundings {

    private JvmSurroundings() {}

    /** Read when first needed. */
    private static final class Found {
        private static final Map<String, String> ENVIRONMENT =
                Map.copyOf(environment(System.getenv(), block(Path.of("/proc/self/environ")), jdkCharset()));
        private static final Path DIRECTORY = physical(Path.of("/proc/self/cwd"));
        private static final String PWD = logical(ENVIRONMENT.getOrDefault("PWD", ""), DIRECTORY);

        private Found() {}
    }

    /** Returns the variables; a byte that is no text in UTF-8 stands as {@link RawText} says. */
    public static Map<String, String> environment() {
        return Found.ENVIRONMENT;
    }

    /** Returns the directory, absolute, without links. */
    public static Path directory() {
        return Found.DIRECTORY;
    }

    /** Returns a path as seen from the directory: absolute, links and {@code ..} as they stand; empty is the directory. */
    public static Path absolute(Path path) {
        return path.isAbsolute()
                ? path
                : path.toString().isEmpty() ? directory() : directory().resolve(path);
    }

    /** Returns what the variable PWD says of a directory, by which shells remember through which links they came. */
    public static String pwd(Path directory) {
        return directory.equals(directory()) ? Found.PWD : RawText.of(directory);
    }

    /**
     * The variables that the JDK knows, by their bytes. Where the JDK has another value, native code has set it since: then
     * the JDK's counts.
     */
    static Map<String, String> environment(Map<String, String> jdk, byte[] block, Charset charset) {
        Map<String, String> found = new HashMap<>(jdk);
        int start = 0;
        for (int end = 0; end < block.length; end++) {
            if (block[end] == 0) {
                int equals = start;
                while (equals < end && block[equals] != '=') {
                    equals++;
                }
                String name = new String(block, start, equals - start, charset);
                if (equals < end && new String(block, equals + 1, end - equals - 1, charset).equals(jdk.get(name))) {
                    found.remove(name);
                    found.put(raw(block, start, equals), raw(block, equals + 1, end));
                }
                start = end + 1;
            }
        }
        return found;
    }

    private static String raw(byte[] block, int from, int to) {
        return RawText.of(Arrays.copyOfRange(block, from, to));
    }

    private static byte[] block(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            return new byte[0]; // not Linux, or no /proc
        }
    }

    /** By which the JDK reads variables and paths; not always the default charset. */
    private static Charset jdkCharset() {
        try {
            return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
        } catch (IllegalArgumentException e) {
            return Charset.defaultCharset();
        }
    }

    private static Path physical(Path link) {
        try {
            Path directory = Files.readSymbolicLink(link);
            if (Files.isDirectory(directory)) {
                return directory;
            }
        } catch (IOException | UnsupportedOperationException e) {
            // not Linux, or no /proc
        }
        return Path.of("").toAbsolutePath();
    }

    private static String logical(String told, Path physical) {
        try {
            if (told.startsWith("/") && Files.isSameFile(RawText.path(told), physical)) {
                return told;
            }
        } catch (IOException | InvalidPathException e) {
            // it is another one
        }
        return RawText.of(physical);
    }
}
