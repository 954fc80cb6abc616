#!/usr/bin/env python3
"""Records a program on a terminal of 24 rows and 80 columns, with a screen after each step.

usage: record.py <folder>   writes one .rec file for each program of the table below that is installed.

A .rec file is text: what the program printed (`out`, with \\e and \\xHH escapes), what was typed (`in`), and the screens
that tmux, another terminal, shows of the same bytes (`screen`, `cursor`). Look at the screens before you commit them.
"""
import fcntl, os, pty, re, select, signal, struct, subprocess, sys, tempfile, termios, time

ROWS, COLS = 24, 80

def write_files(d):
    os.makedirs(d + "/src/deep", exist_ok=True)
    with open(d + "/poem.txt", "w") as f:
        for i in range(1, 101):
            f.write("Line %d of the poem%s\n" % (i, " with a needle in it" if i == 60 else ""))
    with open(d + "/hello.c", "w") as f:
        f.write('#include <stdio.h>\n\n/* Says hello. */\nint main(void)\n{\n\tprintf("Grüße, 世界\\n");\n\treturn 0;\n}\n')
    for n in ("alpha", "beta", "gamma"):
        open(d + "/src/" + n + ".txt", "w").write(n * 10 + "\n")
    os.chmod(d + "/src/beta.txt", 0o755)
    g = lambda *a: subprocess.run(["git", "-c", "user.name=A U Thor", "-c", "user.email=a@example.org", *a], cwd=d, check=True, stdout=subprocess.DEVNULL, env=dict(os.environ, GIT_AUTHOR_DATE="2026-01-02T03:04:05Z", GIT_COMMITTER_DATE="2026-01-02T03:04:05Z", GIT_CONFIG_GLOBAL="/dev/null"))
    open(d + "/tmux.conf", "w").write("set -g status-right ''\\nset -g default-command \"PS1='$ ' sh\"\\n")
    g("init", "-q", "-b", "main"); g("add", "poem.txt"); g("commit", "-qm", "Add the poem")
    with open(d + "/poem.txt", "a") as f: f.write("One more line\n")
    g("commit", "-qam", "Add a line to the poem"); g("add", "-A"); g("commit", "-qm", "Say hello in two scripts: Grüße, 世界")

UP, DOWN, F1, F5, F10 = "\x1bOA", "\x1bOB", "\x1bOP", "\x1b[15~", "\x1b[21~"
PROGRAMS = {
    "vim": ("vim -u NONE -i NONE -N +'syntax on' +'set number ruler esckeys' hello.c",
            ["", "/return\r", "Oint x;\x1b", "\x1b:split poem.txt\r", "50G", "\x17j:q!\r", ":qa!\r"]),
    "less": ("less -R poem.txt", ["", " ", "/needle\r", "G", "h", "q", "q"]),
    "htop": ("sleep 99 & sleep 98 & htop -d 100 --readonly -p $(pgrep -P $$ | paste -sd,)", ["", DOWN, F5, F1, "q", "q"]),
    "mc": ("mc -u -x . src", ["", "\t", DOWN + DOWN, "\x1b9", "\r", DOWN + DOWN, "\x1b\x1b", F10]),
    "nano": ("nano --ignorercfiles poem.txt", ["", "\x17needle\r", "new text ", "\x07", "\x18", "\x18", "n"]),
    "dialog": ("dialog --menu 'Choose one of them' 15 50 4 1 'The first' 2 'The second' 3 'Third: Grüße'",
               ["", DOWN, "\t", "\r"]),
    "fzf": ("fzf --no-mouse < poem.txt", ["", "needle", "\x159", UP, "\x1b"]),
    "tmux": ("tmux -L rec -f tmux.conf new-session -n one",
             ["", "echo hello\r", "\x02\"", "\x02%", "echo split; seq 30\r", "\x02c", "exit\r"]),
    "gitlog": ("git --no-pager log -p --color=always --stat -- hello.c src; echo end", [""]),
}

ACS = str.maketrans("lqkxmjtuwvna`~", "┌─┐│└┘├┤┬┴┼▒◆·")

def plain(text):  # tmux shows line drawing between SO and SI
    text = re.sub("\x1b\\[[\\d;:]*m|\x1b\\]8;[^\x1b]*\x1b\\\\", "", text)
    return re.sub("\x0e([^\x0f]*)\x0f?", lambda m: m.group(1).translate(ACS), text).replace("\x0f", "")

def tmux_screen(data):
    sock = "oracle%d" % os.getpid()
    with tempfile.NamedTemporaryFile(delete=False) as f:
        f.write(data)
    t = lambda *a: subprocess.run(["tmux", "-L", sock, *a], check=True, stdout=subprocess.PIPE).stdout.decode()
    t("-f", "/dev/null", "new-session", "-d", "-x", str(COLS), "-y", str(ROWS + 0), "sh -c 'stty raw -echo; cat %s; sleep 100'" % f.name)
    t("set", "-g", "status", "off"); t("resize-window", "-x", str(COLS), "-y", str(ROWS))
    time.sleep(0.2)
    # again, now that the size is right
    t("respawn-pane", "-k", "sh -c 'stty raw -echo; cat %s; sleep 100'" % f.name)
    time.sleep(0.8)
    lines = plain(t("capture-pane", "-p", "-e")).split("\n")[:ROWS]
    pos = t("display-message", "-p", "#{cursor_y} #{cursor_x} #{cursor_flag} #{alternate_on}").split()
    subprocess.run(["tmux", "-L", sock, "kill-server"])
    os.unlink(f.name)
    while lines and not lines[-1].strip(): lines.pop()
    return lines, pos

def record(name, command, steps, folder, cwd):
    pid, fd = pty.fork()
    if pid == 0:
        os.chdir(cwd)
        env = {"TERM": "xterm-256color", "PATH": os.environ["PATH"], "HOME": cwd, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "SHELL": "/bin/sh", "FZF_DEFAULT_COMMAND": "", "GIT_CONFIG_GLOBAL": "/dev/null"}
        os.execve("/bin/sh", ["sh", "-c", "sleep 0.3; " + command], env)
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLS, 0, 0))
    data = b""; parts = []
    def quiet(t):
        nonlocal data
        got = b""
        end = time.time() + t
        while True:
            r, _, _ = select.select([fd], [], [], max(0, end - time.time()))
            if not r: break
            try: d = os.read(fd, 65536)
            except OSError: d = b""
            if not d: break
            answer(d); got += d; end = time.time() + t
        data += got
        return got
    def answer(d):  # the queries that programs wait for, as our engine answers them
        for m in re.finditer(rb"\x1b\[([>?=]?)([\d;]*)([cn])", d):
            k = (m.group(1), m.group(2), m.group(3))
            if m.group(3) == b"c" and m.group(1) == b"": os.write(fd, b"\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c")
            elif m.group(3) == b"c" and m.group(1) == b">": os.write(fd, b"\x1b[>41;379;0c")
            elif m.group(2) == b"6": os.write(fd, b"\x1b[1;1R")
    for i, step in enumerate(steps):
        if step: os.write(fd, step.encode())
        got = quiet(1.5 if i == 0 else 0.9)
        parts.append((step, got, tmux_screen(data)))
    try: os.kill(pid, signal.SIGKILL)
    except OSError: pass
    os.waitpid(pid, 0)
    with open("%s/%s.rec" % (folder, name), "w") as f:
        f.write("# %s\nsize %d %d\n" % (command, ROWS, COLS))
        for step, got, (lines, pos) in parts:
            if step: f.write("in " + "".join(escaped(b) for b in step.encode()) + "\n")
            for l in chunks(got): f.write("out " + l + "\n")
            f.write("screen\n" + "".join("|" + l.rstrip() + "\n" for l in lines))
            f.write("cursor %s %s%s\n" % (pos[0], pos[1], "" if pos[2] == "1" else " hidden"))
    print(name, os.path.getsize("%s/%s.rec" % (folder, name)))

def escaped(b):
    return "\\e" if b == 0x1b else "\\\\" if b == 0x5c else chr(b) if 0x20 <= b < 0x7f else "\\x%02x" % b

def chunks(data):
    out, line = [], ""
    for b in data:
        line += escaped(b)
        if len(line) > 106 or b == 0x0a: out.append(line); line = ""
    if line: out.append(line)
    return out

if __name__ == "__main__":
    folder = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as d:
        cwd = d + "/work"; os.makedirs(cwd); write_files(cwd)
        for name, (command, steps) in PROGRAMS.items():
            if len(sys.argv) > 2 and name not in sys.argv[2:]: continue
            if not any(os.access(p + "/" + command.split()[0], os.X_OK) for p in os.environ["PATH"].split(":")):
                print("not installed:", command.split()[0]); continue
            record(name, command, steps, folder, cwd)
