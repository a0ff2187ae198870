import { afterAll, describe, expect, test } from 'vitest'
import type { Asker } from '../../src/asker.ts'
import type { Exacta } from '../../src/exacta.ts'
import { createLog } from '../../src/log.ts'
import { chatEntries, createExacta } from '../../src/pipeline.ts'
import { loadRegistry } from '../../src/registry.ts'
import type { Reply, Run } from '../../src/reply.ts'
import { createSandbox } from '../../src/sandbox.ts'
import { coursesFolder, loadSets } from '../../src/sets/load-sets.ts'

const sandbox = createSandbox({ timeoutMs: 1000, memoryMb: 128 })
const sets = await loadSets(coursesFolder)
const registry = await loadRegistry()

/** Homework 4 as it is, and as it would be before the day on which its solutions are out. */
const exactaWith = (release?: Date, checks = true): Exacta =>
  createExacta({
    registry,
    sets: sets.map((set) => ({ ...set, checks, ...(release && { release }) })),
    sandbox,
    log: createLog('silent'),
    mostEntries: chatEntries,
    now: () => new Date('2025-10-01T00:00:00Z'),
  })
const open = exactaWith()
const closed = exactaWith(new Date('2025-10-02T00:00:00Z'))
afterAll(() => sandbox.stop())

const plain = (run: Run): string => (typeof run === 'string' ? run : Object.values(run).join(''))
const textOf = ({ blocks }: Reply): string =>
  blocks.map((block) => (block.kind === 'code' ? block.text : block.runs.map(plain).join(''))).join('\n')

const check = async (typed: string, exacta = open, asker?: Asker): Promise<string> => {
  const reply = await exacta.ask(`/check ${typed}`, asker && { asker })
  expect(reply.private).toBe(true)
  return textOf(reply)
}

const staff: Asker = { pseudonym: 'a-ta', course: 'a-course', staff: true }
const student: Asker = { ...staff, pseudonym: 'a-student', staff: false }

// The values are those of the course's solutions of homework 4.
describe('a quick check of an answer', () => {
  test.each([
    ['right', 'hw4 2c answer:sqrt(d_out)', /^You wrote √d_out\.\n✅ Right\.$/],
    ['right, without naming the option', 'hw4 2c sqrt(d_out)', /^You wrote √d_out\.\n✅ Right\.$/],
    [
      'right in another form, and which',
      'hw4 2c answer:(1/c)*sqrt(d_out/d_in)',
      /You wrote .*\n✅ Right, in another form: the solution has √d_out\./,
    ],
    [
      'another convention, and which',
      'hw4 3c answer:[[40,40,40],[40,40,40],[40,40,40]]',
      /⚠️ Right under another convention than the one used here\.\nThe solver has .*−40.*Without the flip \(cross-correlation/s,
    ],
    [
      'wrong, by which slip',
      'hw4 2b answer:1/d_in',
      /⚠️ Not equal to the solution\.\nThe solver has 1\/√d_in\. This is what one gets when the variance is taken for the scale/,
    ],
    [
      'not all that is asked for',
      'hw4 1a answer:2 c d_out^2 d_in',
      /not all there.*\nMissing: asymptotic class/,
    ],
    [
      'unreadable, and where',
      'hw4 2c answer:sqrt(d_out',
      /could not be read\. .*"\)" is missing at the end.*\nsqrt\(d_out$/,
    ],
    ['undecided', 'hw4 4c answer:2q+1', /You wrote 2·q \+ 1\.\n❔ This could not be compared/],
    ['nothing', 'hw4 2c', /What is the answer\?/],
    ['no such part', 'hw4 9z answer:1', /no such part/],
  ])('%s', async (_, typed, says) => {
    expect(await check(typed)).toMatch(says)
  })

  test('shows no true value before the release, but what the slip is', async () => {
    const says = await check('hw4 2b answer:1/d_in', closed, student)
    expect(says).toMatch(/Not equal to the solution.*variance is taken for the scale/s)
    expect(says).not.toMatch(/√d_in/)
    expect(await check('hw4 2c answer:d_out/sqrt(d_out)', closed, student)).toMatch(
      /✅ Right, in another form than that of the solution\.$/,
    )
    const reply = await closed.check('hw4 2b', '1/d_in', { asker: student })
    expect(reply.actions.map(({ kind }) => kind)).toEqual(['check'])
  })

  test('shows staff the true value at any time', async () => {
    expect(await check('hw4 2b answer:1/d_in', closed, staff)).toMatch(/The solver has 1\/√d_in/)
    // Steps are shown to nobody yet, so that none are offered.
    const reply = await closed.check('hw4 2b', '1/d_in', { asker: staff })
    expect(reply.actions.map(({ kind }) => kind)).toEqual(['check'])
  })

  test('is for staff alone where a set allows no checks before the release', async () => {
    const strict = exactaWith(new Date('2025-10-02T00:00:00Z'), false)
    expect(await check('hw4 2c answer:sqrt(d_out)', strict, student)).toMatch(/released on 2025-10-02/)
    expect(await check('hw4 2c answer:sqrt(d_out)', strict, staff)).toMatch(/Right/)
  })

  test('is offered before the release only where a set allows it', async () => {
    const strict = exactaWith(new Date('2025-10-02T00:00:00Z'), false)
    const offered = async (exacta: Exacta) =>
      (await exacta.ask('/problem hw4 2c')).actions.map(({ kind }) => kind)
    expect(await offered(open)).toEqual(['step', 'explain', 'check'])
    expect(await offered(closed)).toEqual(['check'])
    expect(await offered(strict)).toEqual([])
    expect(textOf(await closed.step('hw4 2c', 1, false))).toMatch(
      /UTC\. Until then you can check your answer\.$/,
    )
    expect(textOf(await strict.step('hw4 2c', 1, false))).toMatch(/UTC\. Until then no answer is checked\.$/)
    expect(await check('hw4 2c answer:1', strict, student)).toMatch(
      /UTC\. Until then no answer is checked\.$/,
    )
  })
})

describe('a posted key that the solver refutes', () => {
  // The key of 2(e) is √(d_out·d_in); the premises give √d_out.
  const answered =
    /Disputed key This is what the set’s posted key has, and the solver disagrees with the key\./
  const told =
    /Disputed key .*The key has alpha = sqrt\(d_out\*d_in\), the solver √d_out\..* gives RMS\(Δy\) = 3, not 1\./s

  test('is told of with the instance that refutes it, whichever of the two is answered', async () => {
    const keyed = await check('hw4 2e answer:sqrt(d_out*d_in)')
    expect(keyed).toMatch(answered)
    expect(keyed).toMatch(/The solver has √d_out\..* gives RMS\(Δy\) = 3, not 1\./s)
    expect(await check('hw4 2e answer:sqrt(d_out)')).toMatch(told)
  })

  test('is no matter of other answers and parts', async () => {
    expect(await check('hw4 2e answer:sqrt(d_in)')).not.toMatch(answered)
    expect(await check('hw4 2c answer:sqrt(d_out*d_in)')).not.toContain('Disputed')
  })

  test('before the release is told only to who answers it, and nothing of the solution with it', async () => {
    const keyed = await check('hw4 2e answer:sqrt(d_out*d_in)', closed, student)
    expect(keyed).toMatch(answered)
    expect(keyed).not.toMatch(/√d_out(?!·)|RMS\(Δy\) =/)
    expect(await check('hw4 2e answer:sqrt(d_out)', closed, student)).not.toContain('Disputed')
    expect(await check('hw4 2e answer:sqrt(d_out)', closed, staff)).toMatch(told)
  })

  test.each([
    ['anyone after the release', open, student, true, false],
    ['no student before it', closed, student, false, false],
    ['the staff before it, for their eyes only', closed, staff, true, true],
  ] as const)('stands in the problem for %s', async (_, exacta, asker, isTold, isPrivate) => {
    const reply = await exacta.ask('/problem hw4 2e', { asker })
    expect(told.test(textOf(reply))).toBe(isTold)
    expect(reply.private).toBe(isPrivate)
    expect(textOf(await exacta.ask('/problem hw4 2c', { asker }))).not.toContain('Disputed')
  })
})
