package dev.wsh.impl.pty;

import com.sun.jna.Native;
import com.sun.jna.Pointer;

/**
 * {@code posix_spawn} with glibc's additions, by JNA direct mapping. Apart from {@link LibC}, because a C library may lack
 * them: {@code addchdir_np} came with glibc 2.29, {@code addclosefrom_np} with 2.34; musl has no {@code addclosefrom_np}.
 *
 * <p>All of these return an error number instead of setting errno. This class is threadsafe.
 */
final class LibSpawn {

    static {
        Native.register(LibSpawn.class, "c");
    }

    private LibSpawn() {}

    static native int posix_spawn(
            int[] pid, byte[] path, Pointer fileActions, Pointer attributes, Pointer argv, Pointer envp);

    static native int posix_spawn_file_actions_init(Pointer fileActions);

    static native int posix_spawn_file_actions_destroy(Pointer fileActions);

    static native int posix_spawn_file_actions_addopen(Pointer fileActions, int fd, byte[] path, int flags, int mode);

    static native int posix_spawn_file_actions_adddup2(Pointer fileActions, int from, int to);

    static native int posix_spawn_file_actions_addchdir_np(Pointer fileActions, byte[] directory);

    static native int posix_spawn_file_actions_addclosefrom_np(Pointer fileActions, int from);

    static native int posix_spawnattr_init(Pointer attributes);

    static native int posix_spawnattr_setflags(Pointer attributes, short flags);

    static native int posix_spawnattr_setsigmask(Pointer attributes, Pointer set);

    static native int posix_spawnattr_setsigdefault(Pointer attributes, Pointer set);
}
