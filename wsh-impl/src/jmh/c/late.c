/* How long after a program wrote a text a reader has found it: late <rounds> <ticker> <args>; prints the median and the 99th
   percentile in microseconds. */
#include "pty.h"

int main(int argc, char **argv) {
    static char text[65536];
    int rounds = atoi(argv[1]), master, length = 0;
    pid_t pid = start(argv + 2, 0, &master);
    double *took = malloc(rounds * sizeof *took);
    for (int i = 0; i < rounds;) {
        struct pollfd p = {master, POLLIN, 0};
        poll(&p, 1, -1);
        ssize_t n = read(master, text + length, sizeof text - 1 - length);
        if (n < 0) {
            continue;
        }
        length += n;
        text[length] = 0;
        char wanted[32], *found;
        while (sprintf(wanted, "tick %d ", i), i < rounds && (found = strstr(text, wanted)) && strchr(found, '.')) {
            took[i++] = now() - atoll(found + strlen(wanted)) / 1e9;
            char *rest = strchr(found, '.') + 1;
            length = strlen(rest);
            memmove(text, rest, length + 1);
        }
    }
    kill(pid, SIGKILL);
    qsort(took, rounds, sizeof *took, by_value);
    printf("%.0f %.0f\n", took[rounds / 2] * 1e6, took[rounds * 99 / 100] * 1e6);
}
