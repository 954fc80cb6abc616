package dev.wsh.impl.pty;

import dev.wsh.InvalidSpecException;
import dev.wsh.SpawnException;
import dev.wsh.spi.PtySpec;
import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * What has to hold before a process is started, and where its executable is.
 *
 * <p>PATH is searched as {@code execvp} does it, but in the child's environment and relative to the child's directory;
 * {@code posix_spawnp} and pty4j search the parent's. Stateless and threadsafe.
 */
final class Executables {
    private static final String DEFAULT_PATH = "/bin:/usr/bin";

    private Executables() {}

    /**
     * The file that {@code spec} runs, as the child finds it from its directory: what is given with a slash stays as it is.
     *
     * @throws InvalidSpecException if the directory does not exist, or there is a NUL
     * @throws SpawnException with the errno that {@code execve} would give, if the executable could not run
     */
    static String find(PtySpec spec) {
        refuseNul(spec);
        String name = spec.argv().get(0);
        String cwd = directory(spec);
        if (name.isEmpty()) {
            throw SpawnErrors.of(Errno.ENOENT, name, "the executable's name is empty");
        }
        if (name.indexOf('/') >= 0) {
            int errno = problem(at(cwd, name));
            if (errno != 0) {
                throw SpawnErrors.of(
                        errno, name, "cannot run " + at(cwd, name) + ": " + reason(at(cwd, name), errno) + hint(name));
            }
            return name;
        }
        return search(name, cwd, spec.env().getOrDefault("PATH", DEFAULT_PATH));
    }

    /** The file that {@link #find} found, as this JVM reaches it. */
    static Path path(PtySpec spec, String file) {
        return RawText.path(at(RawText.of(spec.cwd()), file));
    }

    private static String at(String cwd, String file) {
        return file.startsWith("/") ? file : cwd + "/" + file;
    }

    private static String search(String name, String cwd, String path) {
        int worst = Errno.ENOENT;
        for (String directory : path.split(":", -1)) {
            String candidate = directory.isEmpty() ? "./" + name : directory + "/" + name;
            int errno = problem(at(cwd, candidate));
            if (errno == 0) {
                return candidate;
            }
            if (errno == Errno.EACCES) {
                worst = Errno.EACCES;
            }
        }
        throw SpawnErrors.of(
                worst,
                name,
                "cannot run " + name + ": " + Errno.text(worst) + ", searched in PATH=" + path + hint(name));
    }

    /** Whoever gives a whole line as a program's name means one of two other things. */
    private static String hint(String name) {
        String[] words = name.strip().split("\\s+");
        if (words.length < 2) {
            return "";
        }
        return "; each argument is a string of its own, as in command(\"" + String.join("\", \"", words)
                + "\"), and a whole line is for shellCommand";
    }

    private static String directory(PtySpec spec) {
        Path cwd = spec.cwd();
        String text = RawText.of(cwd);
        boolean good = isPlain(text)
                ? new File(text).isDirectory() && new File(text).canExecute()
                : Files.isDirectory(cwd) && Files.isExecutable(cwd);
        if (!good) {
            throw new InvalidSpecException(
                    "cwd", text, "an existing directory that may be entered: " + directoryProblem(cwd));
        }
        return text;
    }

    /** Why a directory can't be entered, in the words and with the errno that {@code chdir} would give. */
    private static String directoryProblem(Path directory) {
        try {
            boolean exists =
                    Files.readAttributes(directory, BasicFileAttributes.class).isDirectory();
            return Errno.text(exists ? Errno.EACCES : Errno.ENOTDIR);
        } catch (AccessDeniedException e) {
            return Errno.text(Errno.EACCES);
        } catch (NoSuchFileException e) { // newer JDKs say so of what is below a file, too
            return Errno.text(isBelowFile(directory) ? Errno.ENOTDIR : Errno.ENOENT);
        } catch (IOException e) {
            return isBelowFile(directory) ? Errno.text(Errno.ENOTDIR) : String.valueOf(e.getMessage());
        }
    }

    private static boolean isBelowFile(Path path) {
        Path above = path.getParent();
        while (above != null && !Files.exists(above)) {
            above = above.getParent();
        }
        return above != null && !Files.isDirectory(above);
    }

    /** With java.io.File, where it keeps the name: its questions cost a third of those of Files and make no exceptions. */
    private static int problem(String file) {
        if (isPlain(file)) {
            File plain = new File(file);
            return !plain.exists() ? Errno.ENOENT : plain.canExecute() && !plain.isDirectory() ? 0 : Errno.EACCES;
        }
        Path path = RawText.path(file);
        return !Files.exists(path)
                ? Errno.ENOENT
                : Files.isExecutable(path) && !Files.isDirectory(path) ? 0 : Errno.EACCES;
    }

    /** Whether java.io.File keeps the name in any locale; on Windows there is nothing else. */
    private static boolean isPlain(String file) {
        return RawText.isAscii(file) || File.separatorChar != '/';
    }

    private static String reason(String file, int errno) {
        return Files.isDirectory(RawText.path(file)) ? "it is a directory (errno " + errno + ")" : Errno.text(errno);
    }

    /** Arguments and variables reach the kernel as C strings: a NUL would silently cut them. */
    static void refuseNul(PtySpec spec) {
        for (String argument : spec.argv()) {
            if (argument.indexOf('\0') >= 0) {
                throw new InvalidSpecException("argv", argument, "no NUL character");
            }
        }
        spec.env().forEach((name, value) -> {
            if (name.indexOf('\0') >= 0 || name.isEmpty() || name.indexOf('=') >= 0) {
                throw new InvalidSpecException("env", name, "a name of at least one character, without '=' and NUL");
            }
            if (value.indexOf('\0') >= 0) {
                throw new InvalidSpecException("env", name, "a value without NUL"); // which may be a secret
            }
        });
    }
}
