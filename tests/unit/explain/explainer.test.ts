import { describe, expect, it } from 'vitest'
import { UpstreamError } from '../../../src/errors.ts'
import { createAllowance } from '../../../src/explain/allowance.ts'
import type { Judged, Task } from '../../../src/explain/attempt.ts'
import { createArchive } from '../../../src/explain/cache.ts'
import { createExplainer } from '../../../src/explain/explainer.ts'
import { createLedger } from '../../../src/explain/ledger.ts'
import type { Verdict } from '../../../src/model.ts'
import { openDatabase } from '../../../src/store/database.ts'
import { fakeLog, fakeModel } from './fake-model.ts'

const asker = { pseudonym: 'p', course: 'c', staff: false }
const verdict = (name: Verdict['verdict']): Verdict => ({
  verdict: name,
  claims: { agree: 1, disagree: 0, unverified: 0 },
  findings: [],
})

/** Judges by what the text says of itself. */
const task = (flagged: Judged[] = []): Task => ({
  prompt: (faults) => ({
    system: '',
    user: faults ? 'again' : 'once',
    quantities: [],
    version: 'full 1',
  }),
  judge: async ({ draft: { prose } }) => ({
    text: prose,
    verdict: verdict(
      prose.startsWith('wrong') ? 'disagrees' : prose.startsWith('partly') ? 'incomplete' : 'agrees',
    ),
    ...(prose.includes('unchecked') && { unfit: 'It could not be checked.', unchecked: true as const }),
    ...(prose.includes('gives away') && { unfit: 'It gives the result away.' }),
  }),
  flag: async (judged) => {
    flagged.push(judged)
    return true
  },
})

const explainerOf = (
  model: ReturnType<typeof fakeModel>,
  more: Partial<Parameters<typeof createExplainer>[0]> = {},
) => {
  const { log } = fakeLog()
  const ledger = createLedger({ log, now: () => new Date() })
  const allowance = createAllowance({ size: 1, refillMs: 1000, now: () => 0 })
  return createExplainer({ model, timeoutMs: 1000, allowance, ledger, log, ...more })
}

describe('the explainer', () => {
  it('shows no text that nobody has checked, and keeps none', async () => {
    const explainer = explainerOf(fakeModel(['unchecked', 'right']))
    const staff = { ...asker, staff: true }
    expect(await explainer.explain(task(), staff)).toMatchObject({
      kind: 'none',
      because: 'It could not be checked.',
    })
    expect(await explainer.explain(task(), staff)).toMatchObject({ kind: 'written', text: 'right' })
  })

  it('puts every red and amber text on the list, also one that nobody sees', async () => {
    for (const [texts, flagged] of [
      [['right'], []],
      [['wrong', 'right'], ['wrong']],
      [
        ['wrong 1', 'wrong 2'],
        ['wrong 1', 'wrong 2'],
      ],
      [['partly'], ['partly']],
    ] as const) {
      const list: Judged[] = []
      const shown = await explainerOf(fakeModel(texts)).explain(task(list), asker)
      expect(shown).toMatchObject({ kind: 'written', text: texts.at(-1) })
      expect(list.map(({ text }) => text)).toEqual(flagged)
    }
  })

  it('asks again once where a text is no use, and then gives none', async () => {
    const model = fakeModel(['right, but gives away'])
    const shown = await explainerOf(model).explain(task(), asker)
    expect(shown).toEqual({ kind: 'none', because: 'It gives the result away.', personal: false })
    expect(model.asked.map(({ user }) => user)).toEqual(['once', 'again'])
  })

  it('gives an allowance back where nothing came, and does not remember the fault', async () => {
    const model = fakeModel([new UpstreamError('timeout', 'late'), 'right'])
    const explainer = explainerOf(model)
    expect(await explainer.explain(task(), asker)).toMatchObject({ kind: 'none' })
    expect(await explainer.explain(task(), asker)).toMatchObject({ kind: 'written' })
  })

  it('keeps sound texts over restarts, and judges them anew', async () => {
    const database = openDatabase({})
    const archive = createArchive(database, fakeLog().log)
    await database.query('SELECT 1')
    const first = fakeModel(['right'])
    await explainerOf(first, { archive }).explain(task(), asker)
    await expect.poll(() => database.query('SELECT key FROM explanations')).toHaveLength(1)
    const second = fakeModel(['right, from a second call'])
    const explainer = explainerOf(second, { archive })
    expect(await explainer.explain(task(), asker)).toMatchObject({ text: 'right' })
    expect(second.asked).toEqual([])
    // With a checker that knows better the text is written anew.
    const strict: Task = {
      ...task(),
      judge: async ({ draft: { prose } }) => ({
        text: prose,
        verdict: verdict(prose === 'right' ? 'disagrees' : 'agrees'),
      }),
    }
    const third = explainerOf(second, { archive })
    expect(await third.explain(strict, asker)).toMatchObject({ text: 'right, from a second call' })
    await database.stop()
  })

  it('is called off by the one who waits', async () => {
    const never = () => new Promise<never>(() => undefined)
    const caller = new AbortController()
    const shown = explainerOf(fakeModel([never])).explain(task(), asker, { signal: caller.signal })
    caller.abort()
    expect(await shown).toMatchObject({ kind: 'none', because: 'The explanation was called off.' })
  })

  it('lets faults of ours be seen', async () => {
    const model = fakeModel([() => Promise.reject(new TypeError('a bug'))])
    await expect(explainerOf(model).explain(task(), asker)).rejects.toThrow('a bug')
  })
})
