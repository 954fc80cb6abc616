package dev.wsh.impl.pty;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What the file descriptors of this JVM stand for. Those of regular files and of random numbers are left out: the JVM
 * opens jars and the like at any time, and the engine opens none that stay.
 */
record OpenDescriptors(List<String> targets) {
    private static final Path FOLDER = Path.of("/proc/self/fd");
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    static OpenDescriptors now() {
        List<String> targets = new ArrayList<>();
        for (int number : ProcFs.numbers(FOLDER.toString())) {
            targetOf(number).ifPresent(targets::add);
        }
        return new OpenDescriptors(targets);
    }

    /** Empty for a regular file, a folder, random numbers, and what was closed meanwhile, like the one that listed the folder. */
    private static Optional<String> targetOf(int number) {
        try {
            Path target = Files.readSymbolicLink(FOLDER.resolve(Integer.toString(number)));
            boolean isJvms = Files.isRegularFile(target)
                    || Files.isDirectory(target)
                    || target.endsWith("random")
                    || target.endsWith("urandom");
            return isJvms ? Optional.empty() : Optional.of(target.toString());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What has been opened since is closed again, now or soon: what earlier tests did may still be closing. */
    void assertNoMore() {
        long end = System.nanoTime() + PATIENCE_NANOS;
        List<String> more = more();
        while (!more.isEmpty()) {
            if (System.nanoTime() > end) {
                fail("still open: " + more);
            }
            Thread.yield();
            more = more();
        }
    }

    private List<String> more() {
        List<String> more = new ArrayList<>(now().targets);
        targets.forEach(more::remove);
        return more;
    }
}
