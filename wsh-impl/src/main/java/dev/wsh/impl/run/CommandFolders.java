package dev.wsh.impl.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folders of this JVM's commands, all in one that is there while one of them is. It goes with the last of them, or when
 * the JVM ends normally, whatever was not closed. What a JVM left that was killed is removed by the next one that needs such
 * a folder.
 *
 * <p>A living JVM holds a lock on a file in its folder, which no process can hold that is gone. Process ids would not do:
 * JVMs in several containers may share the folder for temporary files.
 *
 * <p>This class is thread-safe. It writes and deletes files, so no lock of the engine may be held.
 */
final class CommandFolders {

    /** How the folders of JVMs begin. */
    static final String PREFIX = "wsh-commands-";

    private static final String LOCK = "lock";

    private static final Logger LOG = LoggerFactory.getLogger(CommandFolders.class);

    private static @Nullable Root root; // guarded by the class, as is what follows
    private static int open;
    private static boolean hooked;
    private static boolean swept;
    private static boolean goingDown;

    private CommandFolders() {}

    private record Root(Path folder, FileChannel channel) {}

    /**
     * Makes a folder that the user alone can read; {@link #remove} must follow.
     *
     * @throws IOException if that is not possible
     */
    static synchronized Path make() throws IOException {
        if (goingDown) {
            throw new IOException("the JVM is going down");
        }
        Root known = root;
        if (known == null) {
            hook();
            known = makeRoot();
            root = known;
            if (!swept) {
                swept = true;
                sweep(known.folder());
            }
        }
        Path made = Files.createTempDirectory(known.folder(), "session-");
        open++;
        return made;
    }

    /** Removes a folder with all that is in it. */
    static synchronized void remove(Path folder) {
        delete(folder);
        if (--open == 0) {
            removeRoot();
        }
    }

    private static synchronized void removeAll() {
        goingDown = true;
        removeRoot();
    }

    private static void removeRoot() {
        Root known = root;
        root = null;
        if (known != null) {
            delete(known.folder());
            try {
                known.channel().close();
            } catch (IOException e) {
                LOG.debug("the lock of the folder of commands was not closed", e);
            }
        }
    }

    private static void hook() throws IOException {
        if (!hooked) {
            try {
                Runtime.getRuntime().addShutdownHook(new Hook());
            } catch (IllegalStateException e) {
                throw new IOException("the JVM is going down", e);
            }
            hooked = true;
        }
    }

    /** Another JVM that sweeps may take the folder before it is locked; then there is another. */
    private static Root makeRoot() throws IOException {
        while (true) {
            Path folder = Files.createTempDirectory(PREFIX);
            Path file = folder.resolve(LOCK);
            try {
                FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                if (tryLock(channel) && Files.exists(file)) {
                    return new Root(folder, channel);
                }
                channel.close();
            } catch (NoSuchFileException e) {
                LOG.debug("{} was taken for one that a JVM left", folder, e);
            }
            delete(folder);
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // this JVM has it, by another class loader
        }
    }

    /** Removes what JVMs of the same user left that are gone. */
    private static void sweep(Path own) {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(own.getParent(), PREFIX + "*")) {
            for (Path folder : all) {
                if (!folder.equals(own) && isOwnedAlike(folder, own)) {
                    removeIfLeft(folder);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.debug("folders of commands that JVMs left were not looked for", e);
        }
    }

    private static boolean isOwnedAlike(Path folder, Path own) throws IOException {
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(own));
    }

    private static void removeIfLeft(Path folder) {
        try (FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            if (tryLock(channel)) {
                delete(folder);
            }
        } catch (NoSuchFileException e) {
            removeIfEmpty(folder);
        } catch (IOException e) {
            LOG.debug("whether a JVM left {} is not known", folder, e);
        }
    }

    private static void removeIfEmpty(Path folder) {
        try {
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            LOG.debug("{} is being made, or is none of ours", folder, e);
        }
    }

    private static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                        throws IOException {
                    Files.deleteIfExists(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            LOG.warn("the folder of commands {} could not be removed", folder, e);
        }
    }

    /** Removes all while the JVM goes down. */
    private static final class Hook extends Thread {

        Hook() {
            super("wsh-shutdown-files");
        }

        @Override
        public void run() {
            removeAll();
        }
    }
}
