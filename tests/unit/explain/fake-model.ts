import type { ModelClient, Written } from '../../../src/explain/client.ts'
import type { Prompt } from '../../../src/explain/prompt.ts'
import type { Log } from '../../../src/log.ts'

type Answer = string | Error | ((prompt: Prompt) => Promise<Written>)

/** Gives `answers` in turn, the last one for ever, and keeps what it was asked. */
export const fakeModel = (
  answers: readonly Answer[],
  name = 'fake',
): ModelClient & { readonly asked: Prompt[] } => {
  const asked: Prompt[] = []
  return {
    name,
    asked,
    async write(prompt, { onUsage }) {
      const answer = answers[Math.min(asked.length, answers.length - 1)]
      asked.push(prompt)
      if (answer instanceof Error) throw answer
      if (typeof answer === 'function') return answer(prompt)
      onUsage?.({ model: name, tokensIn: 1000, tokensOut: 500 })
      return { draft: { prose: answer ?? '', values: [] }, model: name }
    },
  }
}

export type LogLine = { readonly level: string; readonly about: unknown; readonly says: unknown }

export const fakeLog = (): { readonly log: Log; readonly lines: LogLine[] } => {
  const lines: LogLine[] = []
  const take = (level: string) => (about: unknown, says?: unknown) => {
    lines.push({ level, about, says })
  }
  // Of pino's many overloads the project uses these.
  const log = { info: take('info'), warn: take('warn'), error: take('error'), debug: take('debug') } as Log
  return { log, lines }
}
