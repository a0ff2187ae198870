import { readFile } from 'node:fs/promises'
import { evaluateRows, figuresText, parseRows } from '../check/evaluate-rows.ts'
import { readConfig } from '../config.ts'
import { start } from '../start.ts'

/** Prints how the checker does on a file of labelled explanations. */
export const evaluate = async (file: string, json: boolean): Promise<void> => {
  const { exacta, stop } = await start(readConfig(), 1_000_000)
  try {
    const figures = await evaluateRows(parseRows(await readFile(file, 'utf8')), exacta.solve)
    process.stdout.write(json ? `${JSON.stringify(figures)}\n` : `${figuresText(figures)}\n`)
  } finally {
    await stop()
  }
}
