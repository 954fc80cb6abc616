/* Reads all that a program prints on a terminal and throws it away: reader <program> <args>; prints MB/s. */
#include "pty.h"

int main(int argc, char **argv) {
    static char buffer[65536];
    int master, status;
    double t = now();
    long bytes = 0;
    pid_t pid = start(argv + 1, 0, &master);
    for (;;) {
        ssize_t n = read(master, buffer, sizeof buffer);
        if (n > 0) {
            bytes += n;
        } else if (n < 0 && errno == EAGAIN) {
            struct pollfd p = {master, POLLIN, 0};
            poll(&p, 1, -1);
        } else if (!(n < 0 && errno == EIO && bytes == 0)) {
            break;
        }
    }
    waitpid(pid, &status, 0);
    printf("%.1f\n", bytes / (now() - t) / 1e6);
}
