import { readConfig } from '../config.ts'
import { chat } from '../platforms/terminal/chat.ts'
import { renderTerminal } from '../platforms/terminal/render.ts'
import { start } from '../start.ts'

/** Prints one reply; exit code 1 when the command was wrong. */
export const ask = async (text: string): Promise<void> => {
  const { exacta, stop } = await start(readConfig())
  try {
    const reply = await exacta.ask(text)
    process.stdout.write(
      `${renderTerminal(reply, { color: process.stdout.isTTY === true, width: process.stdout.columns ?? 80 })}\n`,
    )
    if (reply.source === undefined && reply.private) process.exitCode = 1
  } finally {
    await stop()
  }
}

/** Opens the chat on this terminal until it is left. */
export const openChat = async (): Promise<void> => {
  const { exacta, stop } = await start(readConfig())
  try {
    await chat({ exacta, input: process.stdin, output: process.stdout })
  } finally {
    await stop()
  }
}
