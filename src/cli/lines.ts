import type { LineCommand } from '../lines/line-shapes.ts'
import { pumpLines } from '../lines/lines.ts'
import { spreadLines } from '../lines/threads.ts'

/** Standard input to standard output, one result a line. */
export const runLines = async (name: LineCommand): Promise<void> => {
  const { answer, ahead, stop } = await spreadLines(name)
  try {
    await pumpLines(process.stdin, process.stdout, answer, ahead)
  } catch (error) {
    // Whoever reads, such as `head`, has enough.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error
  } finally {
    await stop()
  }
}
