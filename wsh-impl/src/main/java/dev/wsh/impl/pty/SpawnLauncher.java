package dev.wsh.impl.pty;

import dev.wsh.spi.PtySpec;
import org.jspecify.annotations.Nullable;

/**
 * Starts a process with {@code posix_spawn}: a new session whose controlling terminal is the slave, no other descriptor,
 * nothing blocked, every signal at its default.
 *
 * <p>The call returns when the child has exec'ed or failed to, so an errno is exact and a signal sent afterwards reaches
 * the program. Its cost does not depend on the heap: the child shares the memory until the exec, and only the calling
 * thread waits. Opening the slave in the new session makes it the controlling terminal. This class is threadsafe.
 */
final class SpawnLauncher {
    private static final short SETSIGDEF = 0x04;
    private static final short SETSIGMASK = 0x08;
    private static final short SETSID = 0x80;
    private static final int O_RDWR = 2;
    private static final int STRUCT_BYTES = 512; // spawnattr_t has 336, file_actions_t 80
    private static final int SIGSET_BYTES = 128;

    private final NativeBlock attributes = new NativeBlock(STRUCT_BYTES);
    private final InheritedVariables variables = new InheritedVariables(JvmSurroundings.environment());

    SpawnLauncher() {
        try (NativeBlock set = new NativeBlock(SIGSET_BYTES)) {
            LibSpawn.posix_spawnattr_init(attributes.pointer());
            LibSpawn.posix_spawnattr_setflags(attributes.pointer(), (short) (SETSIGDEF | SETSIGMASK | SETSID));
            LibSpawn.posix_spawnattr_setsigmask(attributes.pointer(), set.pointer());
            set.bytes().putLong(0, signalsWithDefaults());
            LibSpawn.posix_spawnattr_setsigdefault(attributes.pointer(), set.pointer());
        }
    }

    /** All 64 but KILL and STOP, which have no handler, and 32 and 33, which glibc keeps for itself; bit 0 is signal 1. */
    private static long signalsWithDefaults() {
        return ~(bit(Signals.KILL) | bit(Signals.STOP) | bit(32) | bit(33));
    }

    private static long bit(int signal) {
        return 1L << (signal - 1);
    }

    /**
     * Starts the process on the terminal. Blocks the caller for about a millisecond.
     *
     * @throws dev.wsh.SpawnException with the errno of {@code execve}; there is no process then
     */
    Child launch(PtySpec spec, String file, Master master) {
        int[] pid = new int[1];
        int errno;
        try (NativeBlock actions = new NativeBlock(STRUCT_BYTES);
                NativeBlock strings = strings(spec)) {
            errno = LibSpawn.posix_spawn_file_actions_init(actions.pointer());
            if (errno == 0) {
                try {
                    errno = describe(actions, spec, master);
                    if (errno == 0) {
                        byte[] path = cString(file);
                        long env = (spec.argv().size() + 1L) * Long.BYTES;
                        errno = BusyFile.retried(() -> LibSpawn.posix_spawn(
                                pid,
                                path,
                                actions.pointer(),
                                attributes.pointer(),
                                strings.pointer(),
                                strings.at(env)));
                    }
                } finally {
                    LibSpawn.posix_spawn_file_actions_destroy(actions.pointer());
                }
            }
        }
        if (errno != 0) {
            throw SpawnErrors.of(
                    errno,
                    spec.argv().get(0),
                    "cannot start " + file + ": " + ProgramFormat.reason(errno, Executables.path(spec, file)));
        }
        return new Child(pid[0]);
    }

    private static int describe(NativeBlock actions, PtySpec spec, Master master) {
        int errno =
                LibSpawn.posix_spawn_file_actions_addopen(actions.pointer(), 0, cString(master.slaveName()), O_RDWR, 0);
        errno |= LibSpawn.posix_spawn_file_actions_adddup2(actions.pointer(), 0, 1);
        errno |= LibSpawn.posix_spawn_file_actions_adddup2(actions.pointer(), 0, 2);
        errno |= LibSpawn.posix_spawn_file_actions_addclosefrom_np(actions.pointer(), 3);
        if (!spec.cwd().equals(JvmSurroundings.directory())) {
            errno |= LibSpawn.posix_spawn_file_actions_addchdir_np(actions.pointer(), cString(RawText.of(spec.cwd())));
        }
        return errno == 0 ? 0 : Errno.ENOMEM;
    }

    /** Both pointer arrays, each with a null at its end, and behind them the strings that are this child's alone. */
    private NativeBlock strings(PtySpec spec) {
        Pointers pointers = new Pointers(spec.argv().size() + 1 + ChildEnvironment.most(spec) + 1);
        spec.argv().forEach(argument -> pointers.add(cString(argument)));
        pointers.addNull();
        ChildEnvironment.forEach(spec, (name, value) -> addVariable(name, value, pointers));
        return pointers.toBlock();
    }

    private void addVariable(String name, String value, Pointers pointers) {
        long known = variables.address(name, value);
        if (known == 0) {
            pointers.add(cString(name + "=" + value));
        } else {
            pointers.add(known);
        }
    }

    /** Pointers that are being collected: to memory that is there, or to strings that will follow them. */
    private static final class Pointers {
        private final byte[] @Nullable [] strings;
        private final long[] addresses;
        private int count;
        private int size;

        Pointers(int most) {
            strings = new byte[most] @Nullable [];
            addresses = new long[most];
            size = most * Long.BYTES;
        }

        void add(long address) {
            addresses[count++] = address;
        }

        void add(byte[] string) {
            strings[count++] = string;
            size = Math.addExact(size, string.length);
        }

        void addNull() {
            count++;
        }

        NativeBlock toBlock() {
            NativeBlock block = new NativeBlock(size);
            int text = strings.length * Long.BYTES;
            for (int i = 0; i < count; i++) {
                byte[] string = strings[i];
                if (string != null) {
                    addresses[i] = block.address(text);
                    block.bytes().put(text, string);
                    text += string.length;
                }
            }
            block.bytes().asLongBuffer().put(addresses);
            return block;
        }
    }

    /** UTF-8 always: the terminal that the program writes to is a UTF-8 terminal, whatever the JVM's locale is. */
    private static byte[] cString(String string) {
        return RawText.cString(string);
    }
}
