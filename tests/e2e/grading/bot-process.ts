import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export type BotProcess = {
  /** Resolves when the bot has taken up what was left. */
  begin(): Promise<void>
  kill(): Promise<void>
}

/** A bot that is killed and begun again, with the same settings each time. */
export const botProcess = (settings: Readonly<Record<string, string>>): BotProcess => {
  let bot: ChildProcess | undefined
  return {
    async begin() {
      const child = spawn(process.execPath, [fileURLToPath(new URL('bot.ts', import.meta.url))], {
        env: { PATH: process.env.PATH ?? '', ...settings },
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      bot = child
      await once(child.stdout, 'data')
    },
    async kill() {
      if (!bot || bot.exitCode !== null || bot.signalCode !== null) return
      const gone = once(bot, 'exit')
      bot.kill('SIGKILL')
      await gone
    },
  }
}
