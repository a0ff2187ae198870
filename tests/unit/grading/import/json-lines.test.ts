import { expect, it } from 'vitest'
import { createFaults } from '../../../../src/grading/import/faults.ts'
import { lineRowsOf } from '../../../../src/grading/import/json-lines.ts'
import { importLimits } from '../../../../src/grading/import/limits.ts'

async function* text(...lines: readonly string[]): AsyncGenerator<string> {
  yield lines.join('\n')
}

const cells = async (...lines: readonly string[]): Promise<(readonly string[])[]> => {
  const read: (readonly string[])[] = []
  const faults = createFaults()
  for await (const row of lineRowsOf(text(...lines), importLimits, faults)) read.push(row.cells)
  faults.refuse()
  return read
}

const nested = (levels: number): string => `${'['.repeat(levels)}7${']'.repeat(levels)}`

it('takes matrices of some dimensions', async () => {
  expect(await cells(`{"student":"s1","3c":${nested(4)}}`)).toEqual([['s1', '[[[[7]]]]']])
})

it.each([21, 9_000, 200_000])('refuses %i brackets in each other, by row and column', async (levels) => {
  const deep = [`{"student":"s1","2b":"1"}`, `{"student":"s2","answers":{"3c":${nested(levels)}}}`]
  await expect(cells(...deep)).rejects.toMatchObject({
    name: 'InputError',
    message:
      'Row 2, column 3c: brackets stand more than 20 deep in each other. A text, a number or a matrix is needed.',
  })
  await expect(cells(`{"student":"s1","answers":${nested(levels)}}`)).rejects.toThrow(
    /^Row 1, column answer: /,
  )
})
