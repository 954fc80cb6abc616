/* From start to exit of a program on a terminal: spawn <rounds> <program>; prints the median in microseconds. */
#include "pty.h"

int main(int argc, char **argv) {
    int rounds = atoi(argv[1]);
    char *command[] = {argv[2], NULL};
    double *took = malloc(rounds * sizeof *took);
    for (int i = 0; i < rounds; i++) {
        double t = now();
        int master, status;
        pid_t pid = start(command, 0, &master);
        waitpid(pid, &status, 0);
        took[i] = now() - t;
        close(master);
    }
    qsort(took, rounds, sizeof *took, by_value);
    printf("%.0f\n", took[rounds / 2] * 1e6);
}
