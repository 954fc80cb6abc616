package dev.wsh.impl.pty;

import dev.wsh.SpawnException;
import dev.wsh.spi.Pty;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The master side of one pseudo-terminal.
 *
 * <p>pty4j's {@code Pty} would open it with the same calls, but adds a pipe to each terminal, leaks it when terminals
 * run out, and closes descriptor 0 when descriptors do; and whatever touches its helpers unpacks a file that stays. Requests are those of Linux's {@code asm-generic/ioctls.h}
 * (x86-64, aarch64, riscv64). Confined to the terminal's loop, except for {@link #open}.
 */
final class Master {
    private static final int F_GETFL = 3;
    private static final int F_SETFL = 4;
    private static final int O_RDWR = 2;
    private static final int O_NOCTTY = 0x100;
    private static final int O_CLOEXEC = 0x80000;
    private static final int O_NONBLOCK = 0x800;
    private static final long TCGETS = 0x5401;
    private static final long TCSETS = 0x5402;
    private static final long TIOCGPGRP = 0x540F;
    private static final long TIOCSWINSZ = 0x5414;
    private static final long TIOCGPTN = 0x80045430L;
    private static final long TIOCSIG = 0x40045436L;
    private static final long TCFLSH = 0x540B;
    private static final int TCIFLUSH = 0;
    private static final int TCOFLUSH = 1;
    private static final long TIOCGPTPEER = 0x5441;
    private static final int TERMIOS_BYTES = 64;
    private static final int IUTF8 = 0x4000;
    private static final int IXON = 0x400;
    private static final int IXANY = 0x800;
    private static final int ICANON = 0x2;
    private static final int ECHO = 0x8;
    private static final int LFLAG_OFFSET = 12;

    private final int fd;
    private final int number;
    private boolean closed;
    private int cells;

    private Master(int fd, int number) {
        this.fd = fd;
        this.number = number;
    }

    /**
     * Opens a terminal of the given size, non-blocking, close-on-exec, with IUTF8 set: all of it before a child can see it.
     *
     * @throws SpawnException if terminals or descriptors have run out; nothing is left open
     */
    static Master open(int rows, int cols, String executable) {
        int fd = LibC.posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
        if (fd < 0) {
            throw failure(LibC.errno(), executable);
        }
        try {
            check(LibC.grantpt(fd), executable);
            check(LibC.unlockpt(fd), executable);
            check(LibC.fcntl(fd, F_SETFL, LibC.fcntl(fd, F_GETFL, 0) | O_NONBLOCK), executable);
            int[] number = new int[1];
            check(LibC.ioctl(fd, TIOCGPTN, number), executable);
            Master master = new Master(fd, number[0]);
            master.acceptUtf8();
            master.resize(rows, cols);
            return master;
        } catch (RuntimeException | Error e) {
            LibC.close(fd);
            throw e;
        }
    }

    private static void check(int result, String executable) {
        if (result < 0) {
            throw failure(LibC.errno(), executable);
        }
    }

    private static SpawnException failure(int errno, String executable) {
        return SpawnErrors.of(errno, executable, "cannot open a pseudo-terminal: " + Errno.text(errno));
    }

    int fd() {
        return fd;
    }

    int number() {
        return number;
    }

    /** How large the screen is: what a few bytes of output can cost. */
    int cells() {
        return cells;
    }

    String slaveName() {
        return "/dev/pts/" + number;
    }

    /** The slave as field 7 of {@code /proc/pid/stat} writes it: major 136, minor split around the major. */
    int ttyNumber() {
        return (136 << 8) | (number & 0xff) | ((number & ~0xff) << 12);
    }

    /** Reads up to {@code most} bytes into a buffer; the number of bytes, or minus the errno (end of file is -EIO). */
    int read(ReadBuffer buffer, int offset, int most) {
        while (true) {
            long n = LibC.read(fd, buffer.at(offset), most);
            if (n > 0) {
                return (int) n;
            }
            int errno = n == 0 ? Errno.EIO : LibC.errno();
            if (errno != Errno.EINTR) {
                return -errno;
            }
        }
    }

    /** Writes what the kernel takes of {@code source}, which moves; the errno that ended it, or 0 when all was taken. */
    int write(ByteBuffer source, ReadBuffer staging) {
        while (source.hasRemaining()) {
            int length = staging.stage(source);
            long n = LibC.write(fd, staging.at(0), length);
            if (n > 0) {
                source.position(source.position() + (int) n);
                continue;
            }
            int errno = n == 0 ? Errno.EAGAIN : LibC.errno();
            if (errno != Errno.EINTR) {
                return errno;
            }
        }
        return 0;
    }

    /** Sets the size; the kernel sends WINCH to the foreground group if it changed. */
    void resize(int rows, int cols) {
        if (rows < 1 || rows > 65535 || cols < 1 || cols > 65535) {
            throw new IllegalArgumentException("size " + rows + "x" + cols + ": each must be 1 to 65535");
        }
        cells = rows * cols;
        LibC.ioctl(fd, TIOCSWINSZ, new short[] {(short) rows, (short) cols, 0, 0});
    }

    /** The process group that the keyboard would signal; empty before there is one and after the session is gone. */
    OptionalLong foregroundGroup() {
        int[] group = new int[1];
        return LibC.ioctl(fd, TIOCGPGRP, group) == 0 && group[0] > 0 ? OptionalLong.of(group[0]) : OptionalLong.empty();
    }

    /** Sends INT, QUIT or TSTP to the foreground group, whichever it is at that moment; false if the kernel refused. */
    boolean keyboardSignal(int signal) {
        return LibC.ioctl(fd, TIOCSIG, signal) == 0;
    }

    /** Drops what was written and not read: what is on its way to the line discipline, and what that holds. */
    void flushInput() {
        LibC.ioctl(fd, TCFLSH, TCOFLUSH);
        int slave = LibC.ioctl(fd, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
        if (slave >= 0) {
            LibC.ioctl(slave, TCFLSH, TCIFLUSH);
            LibC.close(slave);
        }
    }

    /** Whether the terminal collects lines: then the kernel keeps 4095 characters of a line and drops the rest. */
    boolean canonical() {
        byte[] termios = new byte[TERMIOS_BYTES];
        return LibC.ioctl(fd, TCGETS, termios) == 0 && (termios[LFLAG_OFFSET] & ICANON) != 0;
    }

    /** Whether Ctrl-S stops the output (IXON). */
    boolean flowControl() {
        return isInputMode(IXON);
    }

    /** Whether any key lets stopped output go on (IXANY). */
    boolean anyKeyStarts() {
        return isInputMode(IXANY);
    }

    private boolean isInputMode(int flag) {
        byte[] termios = new byte[TERMIOS_BYTES];
        return LibC.ioctl(fd, TCGETS, termios) == 0 && (termios[1] & flag >> 8) != 0;
    }

    /** How the terminal treats what is typed; empty once the kernel can't say. */
    Optional<Pty.LineModes> lineModes() {
        byte[] termios = new byte[TERMIOS_BYTES];
        return LibC.ioctl(fd, TCGETS, termios) != 0
                ? Optional.empty()
                : Optional.of(
                        new Pty.LineModes((termios[LFLAG_OFFSET] & ECHO) != 0, (termios[LFLAG_OFFSET] & ICANON) != 0));
    }

    /** Off on a fresh terminal: erasing a character of two bytes would then leave half of it. */
    private void acceptUtf8() {
        byte[] termios = new byte[TERMIOS_BYTES];
        if (LibC.ioctl(fd, TCGETS, termios) == 0) {
            termios[1] |= (byte) (IUTF8 >> 8);
            LibC.ioctl(fd, TCSETS, termios);
        }
    }

    void close() {
        if (!closed) {
            closed = true;
            LibC.close(fd);
        }
    }
}
