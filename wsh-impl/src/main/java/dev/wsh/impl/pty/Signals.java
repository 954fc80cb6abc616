package dev.wsh.impl.pty;

/** Numbers of the signals that the providers send themselves (x86-64 and aarch64 Linux). */
final class Signals {
    static final int HUP = 1;
    static final int INT = 2;
    static final int QUIT = 3;
    static final int KILL = 9;
    static final int TERM = 15;
    static final int CHLD = 17;
    static final int CONT = 18;
    static final int STOP = 19;
    static final int TSTP = 20;

    private Signals() {}
}
