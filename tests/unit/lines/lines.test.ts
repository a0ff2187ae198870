import { describe, expect, it } from 'vitest'
import { answerLine, equalHandler } from '../../../src/lines/lines.ts'

const answer = async (line: object): Promise<unknown> =>
  JSON.parse(await answerLine(JSON.stringify(line), equalHandler))

describe('a line of equal', () => {
  it('has a verdict', async () => {
    expect(await answer({ id: 'e1', reference: '1/2', candidate: '0.5', format: 'plain' })).toEqual({
      id: 'e1',
      ok: true,
      equal: true,
      by: 'number',
    })
  })

  it.each([
    ['domain', 'positive integer', 'There are positive, integer, real, unit.'],
    ['format', 'tex', 'There are plain, latex, llm.'],
  ])('with another %s, %s, is refused by its field', async (field, word, words) => {
    expect(await answer({ id: 'e2', reference: '1', candidate: '1', [field]: word })).toEqual({
      id: 'e2',
      ok: false,
      error: { kind: 'domain', field, message: `There is no ${field} \`${word}\`. ${words}` },
    })
  })
})
