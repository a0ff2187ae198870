import { readConfig } from '../config.ts'
import { checkHandler, equalHandler, pumpLines, solveHandler } from '../lines.ts'
import { start } from '../start.ts'

const scriptEntries = 1_000_000

/** Standard input to standard output, one result a line. */
export const runLines = async (name: 'solve' | 'check' | 'equal'): Promise<void> => {
  if (name === 'equal') return pumpLines(process.stdin, process.stdout, equalHandler)
  const { exacta, stop } = await start(readConfig(), scriptEntries)
  try {
    await pumpLines(
      process.stdin,
      process.stdout,
      name === 'solve' ? solveHandler(exacta) : checkHandler(exacta),
    )
  } finally {
    await stop()
  }
}
