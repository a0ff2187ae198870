import { homedir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import type { Exacta } from '../../exacta.ts'
import { completeLine } from './complete.ts'
import { Conversation, type Turn } from './conversation.ts'
import { historySize, readHistory, writeHistory } from './history.ts'
import type { InlineProtocol } from './inline-picture.ts'
import { saveOrSay } from './local-file.ts'
import { shownPictures } from './pictures.ts'
import { createProgressLine } from './progress-line.ts'
import { renderTerminal } from './render.ts'

type Terminal = { readonly isTTY?: boolean; readonly columns?: number }

export type ChatOptions = {
  readonly exacta: Exacta
  readonly input: Readable & Terminal
  readonly output: Writable & Terminal
  /** Where typed lines are kept from one chat to the next; nothing is kept when the input is a pipe. */
  readonly historyFile?: string
  /** How this terminal shows pictures; they are drawn only where a person types. */
  readonly pictures?: InlineProtocol
}

const prompt = 'exacta> '
const pastePrompt = '… '

/** Reads lines and answers each until the input ends or somebody quits. */
export const chat = async ({ exacta, input, output, historyFile, pictures }: ChatOptions): Promise<void> => {
  const interactive = input.isTTY === true && output.isTTY === true
  const file = historyFile ?? join(homedir(), '.exacta_history')
  let history = interactive ? await readHistory(file) : []
  const lines = createInterface({
    input,
    output,
    terminal: interactive,
    history,
    historySize,
    removeHistoryDuplicates: true,
    completer: (line: string) => completeLine(exacta, line),
    prompt,
  })
  lines.on('history', (typed) => {
    history = typed
  })
  const conversation = new Conversation(exacta)
  const show = async (turn: Turn): Promise<void> => {
    if (typeof turn === 'string') return
    const width = output.columns ?? 80
    output.write(`${renderTerminal(turn, { color: interactive, width, numbered: true })}\n\n`)
    if (interactive && pictures && turn.pictures) output.write(await shownPictures(exacta, turn, pictures))
  }
  const progress = createProgressLine(output)
  let closed = false
  lines.once('close', () => {
    closed = true
  })
  const ask = (): void => {
    if (!interactive || closed) return
    lines.setPrompt(conversation.pasting ? pastePrompt : prompt)
    lines.prompt()
  }

  let running: AbortController | undefined
  // Ctrl-C calls off what is running; with nothing running it leaves.
  lines.on('SIGINT', () => (running ? running.abort() : lines.close()))
  ask()
  for await (const line of lines) {
    running = new AbortController()
    const turn = await conversation.take(line, {
      signal: running.signal,
      ...(interactive && { onProgress: progress.show }),
    })
    running = undefined
    progress.clear()
    await show(typeof turn === 'string' ? turn : await saveOrSay(turn))
    if (interactive) await writeHistory(file, history)
    if (turn === 'quit') break
    ask()
  }
  await show(await conversation.end())
  lines.close()
  if (interactive) await writeHistory(file, history)
}
