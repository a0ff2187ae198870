import { expect, it } from 'vitest'
import { createFaults } from '../../../../src/grading/import/faults.ts'
import { importLimits } from '../../../../src/grading/import/limits.ts'
import { rowsOf } from '../../../../src/grading/import/table.ts'

async function* text(...lines: readonly string[]): AsyncGenerator<string> {
  yield `${lines.join('\n')}\n`
}

const limits = { ...importLimits, columns: 3, row: 40 }
const read = async (...lines: readonly string[]): Promise<number> => {
  let rows = 0
  const faults = createFaults()
  for await (const { cells } of rowsOf(text(...lines), ',', limits, faults)) rows += cells.length > 0 ? 1 : 0
  return rows
}

it('says how many columns there are, also where a heading is longer than a row may be', async () => {
  await expect(read('a,b,c,d,e')).rejects.toThrow('Row 1 has 5 columns; at most 3 are taken.')
  await expect(read(Array.from({ length: 30 }, (_, at) => `c${at}`).join(','))).rejects.toThrow(
    /^Row 1 has more than 1\d columns; at most 3 are taken\.$/,
  )
})

it('says that a quote may be open where a long row has few cells', async () => {
  await expect(read('a,b,c', `s1,3c,"${'1'.repeat(50)}`)).rejects.toThrow(
    'Row 2, column 3 has more than 40 characters; a quote may not be closed.',
  )
})
