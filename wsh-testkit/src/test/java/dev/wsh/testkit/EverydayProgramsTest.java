package dev.wsh.testkit;

import static dev.wsh.Color.BRIGHT_YELLOW;
import static dev.wsh.Color.RED;
import static dev.wsh.testkit.WshAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Key;
import dev.wsh.Match;
import dev.wsh.Screen.Mode;
import dev.wsh.Session;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Programs of every day, driven as users' tests drive theirs. */
@WshTest
class EverydayProgramsTest {
    private static final String POEM = "printf 'one\\ntwo\\nthree\\n' > poem; exec vim -u NONE -N ";
    private static final String PICK =
            "dialog --menu Pick 12 40 3 a Apple b Banana 2> choice; echo \"= $(cat choice)\"";
    private static final String NAME = "dialog --inputbox Name 8 30 2> name; tr a-z A-Z < name";
    private static final String FRUIT = "printf 'apple\\nbanana\\ncherry\\n' | fzf; echo \"= $?\"";
    private static final String REPOSITORY = "git init -q . && git config user.email a@b.c && git config user.name a"
            + " && seq 30 > f && git add f && git commit -qm f && sed -i 's/^[15]$/& changed/; s/^29/& changed/' f"
            + " && git -c color.ui=always add -p; git diff --cached --shortstat";

    @Test
    @EnabledIfProgram("vim")
    void vim_writesAFile(@Terminal(shell = "vim -u NONE -N new; cat new") Session vim) {
        assertThat(vim).shows("new");
        vim.type("i");
        assertThat(vim).shows("-- INSERT --");
        vim.type("hello");
        vim.press(Key.ESC);
        assertThat(vim).hides("-- INSERT --").row(0).isEqualTo("hello");
        vim.sendLine(":wq");
        assertThat(vim).succeeds().leftTheTerminalClean().shows("hello");
    }

    @Test
    @EnabledIfProgram("vim")
    void vim_splitsItsWindow(@Terminal(shell = POEM + "poem") Session vim) {
        assertThat(vim).shows("three");
        vim.sendLine(":split");
        assertThat(vim)
                .eventually(screen ->
                        assertTrue(screen.findAll(Pattern.compile("three")).size() == 2));
    }

    @Test
    @EnabledIfProgram("vim")
    void vim_followsTheMouse(@Terminal(shell = POEM + "-c 'set mouse=a ttymouse=sgr' poem") Session vim) {
        Match three = assertThat(vim).shows("three").match();
        assertThat(vim).eventually(screen -> assertTrue(screen.mode(Mode.MOUSE_DRAG)));
        vim.click(three);
        assertThat(vim).hasCursorAt(2, 2); // the middle of the word
        vim.type("x");
        assertThat(vim).row(2).isEqualTo("thee");
    }

    @Test
    @EnabledIfProgram("vim")
    void vim_showsWhatItFinds(@Terminal(shell = POEM + "-c 'set hls' poem") Session vim) {
        assertThat(vim).shows("three");
        vim.sendLine("/two");
        assertThat(vim).hasCursorAt(1, 0).shows("two").inRow(1).onBackground(BRIGHT_YELLOW);
    }

    @Test
    @EnabledIfProgram("less")
    void less_searches(@Terminal(shell = "seq 100 > n; less n") Session less) {
        assertThat(less).row(0).isEqualTo("1");
        less.sendLine("/42");
        assertThat(less).row(0).isEqualTo("42").shows("42").inverse().inRow(0);
    }

    @Test
    @EnabledIfProgram("less")
    void less_goesToTheEndAndLeavesNothing(@Terminal(shell = "seq 100 > n; less n") Session less) {
        assertThat(less).row(0).isEqualTo("1");
        less.type("G");
        assertThat(less).shows("(END)").inverse();
        less.type("q");
        assertThat(less).succeeds().leftTheTerminalClean();
    }

    @Test
    @EnabledIfProgram("less")
    void less_takesAnotherSize(@Terminal(shell = "seq 100 > n; less n", rows = 10) Session less) {
        assertThat(less).row(8).isEqualTo("9").isQuiet();
        less.resize(20, 40);
        assertThat(less).row(18).isEqualTo("19");
    }

    @Test
    @EnabledIfProgram("htop")
    void htop_listsProcesses(@Terminal("htop") Session htop) {
        assertThat(htop).all(screen -> screen.shows("PID"), screen -> screen.shows("F10"));
        htop.press(Key.F10);
        assertThat(htop).succeeds().leftTheTerminalClean();
    }

    @Test
    @EnabledIfProgram("htop")
    void htop_explainsItself(@Terminal(value = "htop", ready = "F10") Session htop) {
        htop.type("h");
        assertThat(htop).shows("Process state:");
        htop.type(" ");
        htop.type("q");
        assertThat(htop).exits(0);
    }

    @Test
    @EnabledIfProgram("dialog")
    void dialog_asks(@Terminal({"dialog", "--yesno", "Sure?", "7", "30"}) Session dialog) {
        assertThat(dialog).shows("Sure?").inRow(9);
        dialog.press(Key.TAB, Key.ENTER);
        assertThat(dialog).exits(1);
    }

    @Test
    @EnabledIfProgram("dialog")
    void dialog_chooses(@Terminal(shell = PICK, ready = "Banana") Session dialog) {
        dialog.press(Key.DOWN, Key.ENTER);
        assertThat(dialog).answers("= b").succeeds();
    }

    @Test
    @EnabledIfProgram("dialog")
    void dialog_takesText(@Terminal(shell = NAME, ready = "OK") Session dialog) {
        dialog.type("Ada");
        assertThat(dialog).shows("Ada");
        dialog.press(Key.ENTER);
        assertThat(dialog).answers("ADA").succeeds();
    }

    @Test
    @EnabledIfProgram("fzf")
    void fzf_filters(@Terminal(shell = FRUIT, ready = "3/3") Session fzf) {
        fzf.type("nan");
        assertThat(fzf).shows("1/3").all(screen -> screen.shows("banana"), screen -> screen.hides("cherry"));
        fzf.press(Key.ENTER);
        assertThat(fzf).answers("banana").succeeds();
    }

    @Test
    @EnabledIfProgram("fzf")
    void fzf_givesUp(@Terminal(shell = FRUIT, ready = "3/3") Session fzf) {
        fzf.press(Key.ESC);
        assertThat(fzf).answers("= 130").leftTheTerminalClean();
    }

    @Test
    @EnabledIfProgram("python3")
    void python_computes(@Terminal(shell = "python3 -q", ready = ">>>") Session python) {
        python.sendLine("6 * 7");
        assertThat(python).answers("42");
    }

    @Test
    @EnabledIfProgram("python3")
    void python_complains(@Terminal(shell = "python3 -q", ready = ">>>") Session python) {
        python.sendLine("1 / 0");
        assertThat(python).answers("ZeroDivisionError: division by zero");
    }

    @Test
    @EnabledIfProgram("python3")
    void python_endsWithItsInput(@Terminal(shell = "python3 -q", ready = ">>>") Session python) {
        python.press(Key.ctrl('d'));
        assertThat(python).succeeds();
    }

    @Test
    @EnabledIfProgram("git")
    void git_addsOneHunk(@Terminal(shell = REPOSITORY, ready = "Stage this hunk") Session git) {
        assertThat(git).shows("-1").inForeground(RED);
        git.sendLine("y");
        assertThat(git).answers("(2/2) Stage this hunk");
        git.sendLine("n");
        assertThat(git)
                .answers("1 file changed, 2 insertions(+), 2 deletions(-)")
                .succeeds();
    }

    @Test
    @EnabledIfProgram("git")
    void git_splitsAHunk(@Terminal(shell = REPOSITORY, ready = "Stage this hunk") Session git) {
        git.sendLine("s");
        assertThat(git).answers("Split into 2 hunks").answers("(1/3) Stage this hunk");
        git.sendLine("y");
        assertThat(git).answers("(2/3)");
        git.sendLine("q");
        assertThat(git).answers("1 file changed, 1 insertion(+), 1 deletion(-)");
    }

    @Test
    @EnabledIfProgram("bash")
    void bash_answers(@Terminal(value = "bash", env = "PS1=> ", ready = ">") Session bash) {
        bash.sendLine("echo $((6 * 7)); exit 3");
        assertThat(bash).answers("42").exits(3);
    }

    @Test
    @EnabledIfProgram("bash")
    void bash_isInterrupted(@Terminal(value = "bash", env = "PS1=> ", ready = ">") Session bash) {
        bash.sendLine("sh -c 'trap \"echo caught; exit 3\" INT; echo started; sleep 99 & wait'");
        assertThat(bash).answers("started");
        bash.press(Key.ctrl('c'));
        assertThat(bash).answers("caught");
        bash.sendLine("echo status=$?");
        assertThat(bash).answers("status=3");
    }

    @Test
    @EnabledIfProgram("zsh")
    void zsh_printsInColour(@Terminal(value = "zsh", env = "PS1=> ", ready = ">") Session zsh) {
        zsh.sendLine("print -P '%F{red}warm%f'");
        assertThat(zsh).answers("warm").inForeground(RED);
    }

    @Test
    @EnabledIfProgram("fish")
    void fish_computes(@Terminal("fish") Session fish) {
        assertThat(fish).isQuiet();
        fish.sendLine("string upper hello; exit 7");
        assertThat(fish).answers("HELLO").exits(7);
    }

    @Test
    @EnabledIfProgram("python3")
    void curses_knowsWhereItIsClicked(@Terminal(resource = "app.py", ready = "Quit") Session app) {
        app.click(assertThat(app).shows("Quit").match());
        assertThat(app).isQuiet().neverPrinted("error");
        app.click(assertThat(app).shows("Deploy").bold().match());
        assertThat(app).shows("error: not allowed").inForeground(RED);
    }

    @Test
    @EnabledIfProgram("python3")
    void curses_leavesNothing(@Terminal(resource = "app.py", ready = "Quit") Session app) {
        app.press(Key.ctrl('c'));
        assertThat(app).exits(130).leftTheTerminalClean();
    }
}
