import { readConfig } from '../config.ts'
import { start } from '../start.ts'
import type { LineCommand } from './line-shapes.ts'
import { type AnswerLines, answerHere, checkHandler, equalHandler, solveHandler } from './lines.ts'

/** Lists are longer in scripts than in chats. */
const scriptEntries = 1_000_000

/** What answers the lines of a command in this thread, with a pipeline of its own. */
export const answerLinesOf = async (
  name: LineCommand,
): Promise<{ readonly answer: AnswerLines; stop(): Promise<void> }> => {
  if (name === 'equal') return { answer: answerHere(equalHandler), stop: async () => undefined }
  const { exacta, stop } = await start(readConfig(), scriptEntries)
  return { answer: answerHere(name === 'solve' ? solveHandler(exacta) : checkHandler(exacta)), stop }
}
