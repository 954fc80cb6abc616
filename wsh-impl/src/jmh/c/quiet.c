/* How long after the end of a quiet window, which begins when a program writes, a reader knows of it:
   quiet <rounds> <window in ms> <ticker> <args>; prints the median and the 99th percentile in microseconds. */
#include "pty.h"

int main(int argc, char **argv) {
    static char text[65536];
    int rounds = atoi(argv[1]), master;
    double window = atof(argv[2]) / 1e3, last = 0, quiet_since = now();
    pid_t pid = start(argv + 3, 0, &master);
    double *took = malloc(rounds * sizeof *took);
    for (int i = 0; i < rounds;) {
        double left = last == 0 ? 3600 : quiet_since + window - now();
        if (left <= 0) {
            took[i++] = now() - last - window;
            last = 0;
            continue;
        }
        struct timespec timeout = {(time_t)left, (long)((left - (time_t)left) * 1e9)};
        struct pollfd p = {master, POLLIN, 0};
        if (ppoll(&p, 1, &timeout, NULL) > 0) {
            ssize_t n = read(master, text, sizeof text - 1);
            quiet_since = now();
            text[n < 0 ? 0 : n] = 0;
            char *stamp = strstr(text, "tick ");
            if (stamp && (stamp = strchr(stamp + 5, ' '))) {
                last = atoll(stamp) / 1e9;
            }
        }
    }
    kill(pid, SIGKILL);
    qsort(took, rounds, sizeof *took, by_value);
    printf("%.0f %.0f\n", took[rounds / 2] * 1e6, took[rounds * 99 / 100] * 1e6);
}
