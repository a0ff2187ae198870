import { isExpression } from '../../exact/value.ts'
import { toLatex } from '../../exact/write/write.ts'
import { type Names, readValue } from '../read-value.ts'

/** One case of a definition: its value, and the relations that hold all together; none for what is left. */
export type Case = { readonly value: string; readonly when: readonly string[] }

/** Cases in the one notation that is read; undefined where a value is no formula. */
export const casesIn = (head: string, cases: readonly Case[], names: Names): string | undefined => {
  const rows = cases.map(({ value, when }) => {
    const read = readValue(value, names)
    const condition = when.length === 0 ? '\\text{otherwise}' : when.join(',\\ ')
    return read && isExpression(read) ? `${toLatex(read)} & ${inLatex(condition)}` : undefined
  })
  if (rows.length < 2 || rows.includes(undefined)) return undefined
  return `${head === '' ? '' : `${head} = `}\\begin{cases} ${rows.join(' \\\\ ')} \\end{cases}`
}

const inLatex = (condition: string): string =>
  condition.replaceAll(/<=|≤/g, '\\le ').replaceAll(/>=|≥/g, '\\ge ').replaceAll('!=', '\\ne ')
