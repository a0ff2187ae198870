import type { Reply } from '../../reply.ts'
import { columnsOf, oneLine } from './wrap.ts'

type Output = { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number }

export type ProgressLine = { show(progress: Reply): void; clear(): void }

/** What is emphasised says what is being done; where nothing is, all of the text does. */
const lineOf = ({ title, blocks }: Reply): string => {
  const runs = blocks.flatMap((block) => (block.kind === 'text' ? block.runs : []))
  const doing = runs.flatMap((run) => (typeof run === 'object' && 'emphasis' in run ? [run.emphasis] : []))
  const said = doing.length > 0 ? doing.slice(0, 1) : runs.filter((run) => typeof run === 'string')
  return oneLine([title, ...said].join(' · ').replaceAll('\n', ' · '))
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
