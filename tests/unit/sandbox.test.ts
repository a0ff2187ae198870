import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { InputError } from '../../src/errors.ts'
import { createSandbox, type Sandbox } from '../../src/sandbox.ts'
import { texts } from '../solving.ts'

let sandbox: Sandbox
beforeAll(() => {
  sandbox = createSandbox({ timeoutMs: 1000, memoryMb: 128 })
})
beforeEach(() => sandbox.warm(['calc']))
afterAll(() => sandbox.stop())

const solve = (expression: string) => sandbox.solve('calc', { expression })
const value = async (expression: string) => texts((await solve(expression)).answers).value

/** Each of these keeps a process busy for hours, or fills any memory, when nothing stops it. */
const endless = [
  'sum(sin(k), k, 1, 100000)',
  'sum(sum(sqrt(j + k), j, 1, 1000), k, 1, 1000)',
  '[[a,b],[c,d]]^1000',
]

describe('the sandbox', () => {
  it('gives the solution as the solver gave it', async () => {
    expect(await value('2^64 / 3 + sqrt(8)')).toBe('2 * sqrt(2) + 18446744073709551616/3')
    expect(await value('[[1,2],[3,4]] * [1,2]')).toBe('[5, 11]')
  })

  it('hands on what is wrong with the input', async () => {
    await expect(solve('1/0')).rejects.toMatchObject({
      name: 'InputError',
      kind: 'domain',
      field: 'expression',
    })
    await expect(solve('9^9^9^9')).rejects.toMatchObject({ kind: 'too-large', message: /too large/ })
  })

  it('refuses a solver that is not made for it', async () => {
    const refused = sandbox.solve('conv', { x: '[1]', kernel: '[1]' })
    await expect(refused).rejects.toThrow('no sandboxed solver')
    await expect(refused).rejects.not.toBeInstanceOf(InputError)
  })

  it.each(endless)('stops %s and answers again', async (expression) => {
    await expect(solve(expression)).rejects.toMatchObject({ kind: 'too-large', field: 'expression' })
    expect(await value('1 + 1')).toBe('2')
  })

  it('answers others while one is stuck', async () => {
    // Nothing ends the stuck one here but stopping the sandbox, so the others cannot have waited for it.
    const patient = createSandbox({ timeoutMs: 600_000, memoryMb: 512, processes: 2 })
    const stuck = expect(patient.solve('calc', { expression: endless[0] ?? '' })).rejects.toThrow()
    for (let n = 0; n < 5; n++) {
      const { answers } = await patient.solve('calc', { expression: `${n} + 1` })
      expect(texts(answers).value).toBe(String(n + 1))
    }
    await patient.stop()
    await stuck
  })

  it('keeps its promise to all when many ask at once', async () => {
    const many = Array.from({ length: 300 }, (_, n) => n)
    expect(await Promise.all(many.map((n) => value(`${n}^2`)))).toEqual(many.map((n) => String(n * n)))
  })

  it('answers whoever waits behind stuck ones, one way or the other, and recovers', async () => {
    const stuck = [1, 2, 3, 4, 5, 6].map(() => solve(endless[0] ?? ''))
    const kinds = await Promise.all(
      stuck.map((one) =>
        one.then(
          () => 'solved',
          (error: { kind: string }) => error.kind,
        ),
      ),
    )
    expect(kinds.slice(0, 2)).toEqual(['too-large', 'too-large'])
    // How many wait until they are refused depends on how fast stuck processes are replaced.
    expect(new Set([...kinds, 'timeout', 'too-large'])).toEqual(new Set(['timeout', 'too-large']))
    expect(await value('2 + 2')).toBe('4')
  })

  it('answers nothing once stopped', async () => {
    const other = createSandbox({ timeoutMs: 1000, memoryMb: 64, processes: 1 })
    const begun = other.solve('calc', { expression: '1 + 1' })
    const cut = expect(begun).rejects.toThrow('stopped')
    await other.stop()
    await cut
    await expect(other.solve('calc', { expression: '1' })).rejects.toThrow('stopped')
  })
})
