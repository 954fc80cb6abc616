package com.example.chat

import dev.wsh.Conditions.text
import dev.wsh.Session
import dev.wsh.SessionSpec
import dev.wsh.Settled
import dev.wsh.Wsh
import java.time.Duration
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.future.await

/** Asks a program something and returns the line of its answer. */
suspend fun Session.ask(question: String, answer: String): String {
    val typed = sendLine(question)
    return await(text(answer).since(typed)).await().line()
}

/** Runs commands beside each other; their first lines, in the order of the commands. */
suspend fun firstLines(wsh: Wsh, vararg commands: String): List<String> = coroutineScope {
    commands
        .map { command -> async { wsh.run(SessionSpec.shellCommand(command)).await().lines().first() } }
        .awaitAll()
}

/** Waits until a session has nothing more to say; how it ended if it did. */
suspend fun Session.verdict(quiet: Duration): String =
    when (val settled: Settled = awaitIdle(quiet).await()) {
        is Settled.Idle -> "quiet at ${settled.screen().cursor().row()}"
        is Settled.Ended -> settled.status().toString()
    }
