package dev.wsh.impl.pty;

import com.sun.jna.Native;
import com.sun.jna.Pointer;

/** epoll(7) by JNA direct mapping. This class is threadsafe. */
final class LibEpoll {
    static final int EPOLL_CLOEXEC = 0x80000;
    static final int EPOLL_CTL_ADD = 1;
    static final int EPOLL_CTL_DEL = 2;
    static final int EPOLL_CTL_MOD = 3;
    static final int EPOLLIN = 1;
    static final int EPOLLOUT = 4;
    static final int EPOLLERR = 8;
    static final int EPOLLHUP = 16;
    static final int EPOLLET = 1 << 31;

    static {
        Native.register(LibEpoll.class, "c");
    }

    private LibEpoll() {}

    static native int epoll_create1(int flags);

    static native int epoll_ctl(int epoll, int operation, int fd, Pointer event);

    static native int epoll_wait(int epoll, long events, int capacity, int timeoutMillis);
}
