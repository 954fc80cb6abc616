package com.example.chat

import dev.wsh.Pending
import dev.wsh.Session
import dev.wsh.SessionSpec
import dev.wsh.Wsh
import dev.wsh.testkit.EnabledIfTerminals
import dev.wsh.testkit.FakePty
import dev.wsh.testkit.Steps.after
import dev.wsh.testkit.Steps.exit
import dev.wsh.testkit.Steps.out
import dev.wsh.testkit.WshTest
import java.io.ByteArrayOutputStream
import java.io.PrintStream
import java.nio.file.Path
import java.time.Duration.ofSeconds
import kotlin.io.path.writeText
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeoutOrNull
import org.jetbrains.kotlin.cli.common.ExitCode
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** What users in Kotlin rely on. */
class ChatTest {

    @Test
    @EnabledIfTerminals
    fun `a coroutine awaits a pending`() = runBlocking {
        Wsh.open().use { wsh ->
            val session = wsh.start(SessionSpec.shellCommand("stty -echo; while read -r l; do echo \"you said \$l\"; done"))
            assertEquals("you said hello", session.ask("hello", "you said hello"))
            assertEquals(listOf("one", "two"), firstLines(wsh, "echo one", "sleep 0.1; echo two"))
        }
    }

    @Test
    @EnabledIfTerminals
    fun `a coroutine that is cancelled gives its wait up`() = runBlocking {
        Wsh.open().use { wsh ->
            val session = wsh.start(SessionSpec.command("cat"))
            assertNull(withTimeoutOrNull(50) { session.ask("hello", "never") })
            assertEquals(emptyList<Any>(), wsh.diagnostics().sessions().flatMap { it.waits() })
        }
    }

    @Test
    @WshTest
    fun `sealed results are exhaustive in when`(wsh: Wsh, fake: FakePty) {
        fake.onStart(out("working\r\n"), after(ofSeconds(5)), exit(3))
        val session: Session = wsh.start(SessionSpec.command("build"))
        session.awaitText("working").block()
        val idle: Pending<*> = session.awaitIdle(ofSeconds(1))
        idle.block()
        assertEquals("exit 3", session.onExit().block().toString())
        runBlocking { assertEquals("exit 3", session.verdict(ofSeconds(1))) }
    }

    /** What the library never takes and never gives is an error of the compiler, not a surprise at run time. */
    @Test
    fun `types are not null`(@TempDir folder: Path) {
        val right = "fun f(s: dev.wsh.Session): Int = s.name().length + s.screen().text().length"
        assertEquals("", errors(folder, right))
        val wrong = mapOf(
            "fun f(s: dev.wsh.Session) = s.sendLine(null)" to "null cannot be a value of a non-null type 'String'",
            // 'String!' would be a type of which the compiler knows nothing.
            "fun f(s: dev.wsh.Session): Int = s.name()" to "actual 'String'",
        )
        for ((code, message) in wrong) {
            val said = errors(folder, code)
            assertTrue(said.lowercase().contains(message.lowercase()), "$code: $said")
        }
    }

    private fun errors(folder: Path, code: String): String {
        val source = folder.resolve("Code.kt")
        source.writeText(code)
        val said = ByteArrayOutputStream()
        val exit = K2JVMCompiler().exec(
            PrintStream(said), "-no-stdlib", "-no-reflect", "-Werror",
            "-classpath", System.getProperty("java.class.path"),
            "-d", folder.resolve("out").toString(), source.toString(),
        )
        return if (exit == ExitCode.OK) "" else said.toString()
    }
}
