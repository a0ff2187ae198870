import type { Reply } from '../../reply.ts'
import { columnsOf, oneLine } from './wrap.ts'

type Output = { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number }

export type ProgressLine = { show(progress: Reply): void; clear(): void }

const lineOf = ({ title, blocks }: Reply): string => {
  const said = blocks.flatMap((block) => (block.kind === 'text' ? block.runs : []))
  return oneLine(
    [title, ...said.filter((run) => typeof run === 'string')].join(' · ').replaceAll('\n', ' · '),
  )
}

/** What is being done, in one line that the next one takes the place of; nothing where no person looks on. */
export const createProgressLine = (output: Output): ProgressLine => {
  let shown = false
  const put = (text: string): void => {
    if (output.isTTY) output.write(`\r\u001b[K${text}`)
  }
  return {
    show(progress) {
      const line = lineOf(progress)
      const most = (output.columns ?? 80) - 1
      put(columnsOf(line) <= most ? line : `${[...line].slice(0, most - 1).join('')}…`)
      shown = true
    },
    clear() {
      if (shown) put('')
      shown = false
    },
  }
}
