import fc from 'fast-check'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { check } from '../../src/check/check.ts'
import { checkGrowing } from '../../src/check/growing.ts'
import { type Checker, checkHere } from '../../src/checker.ts'
import { createAllowance } from '../../src/explain/allowance.ts'
import type { ModelClient } from '../../src/explain/client.ts'
import { type Draft, readDraft } from '../../src/explain/draft.ts'
import { createExplainer } from '../../src/explain/explainer.ts'
import { createLedger } from '../../src/explain/ledger.ts'
import type { Reference } from '../../src/model.ts'
import { chatEntries, createExacta } from '../../src/pipeline.ts'
import { discordMessage } from '../../src/platforms/discord/message.ts'
import { createMemory } from '../../src/platforms/discord/source.ts'
import { slackMessage } from '../../src/platforms/slack/message.ts'
import { loadRegistry } from '../../src/registry.ts'
import type { Reply } from '../../src/reply.ts'
import { createSandbox } from '../../src/sandbox.ts'
import { messageViolations } from '../e2e/peers/discord-limits.ts'
import { wrongText } from '../e2e/peers/model-texts.ts'
import { messageBreaches } from '../e2e/peers/slack-limits.ts'
import { fakeLog } from '../unit/explain/fake-model.ts'
import { output } from './model-output.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const { log } = fakeLog()
const sandbox = createSandbox({ timeoutMs: 1000, memoryMb: 128 })
afterAll(() => sandbox.stop())
const registry = await loadRegistry()

type Written = { readonly text: string; readonly cuts: readonly number[] }

/** Writes a text in pieces, slowly enough that each is looked at. */
const inPieces = ({ text, cuts }: Written, drafts: Draft[]): ModelClient => ({
  name: 'slow',
  async write(_, { onAnswer }) {
    for (const cut of cuts.map((one) => one % (text.length + 1)).sort((a, b) => a - b)) {
      onAnswer?.(text.slice(0, cut))
      await vi.advanceTimersByTimeAsync(400)
    }
    const draft = readDraft(text)
    drafts.push(draft)
    return { draft, model: 'slow' }
  },
})

const streamed = async (command: string, written: Written) => {
  const shown: string[] = []
  const progress: Reply[] = []
  const drafts: Draft[] = []
  let known: readonly Reference[] = []
  const checker: Checker = {
    ...checkHere,
    async grow(text, references) {
      known = references
      const growing = checkGrowing(text, references)
      if (growing) shown.push(text.slice(0, growing.upTo))
      return growing
    },
  }
  const exacta = createExacta({
    registry,
    sets: [],
    sandbox,
    log,
    now: () => new Date(),
    mostEntries: chatEntries,
    checker,
    explainer: createExplainer({
      model: inPieces(written, drafts),
      timeoutMs: 20_000,
      allowance: createAllowance({ size: 10, refillMs: 1, now: () => 0 }),
      ledger: createLedger({ log, now: () => new Date() }),
      log,
    }),
  })
  const reply = await exacta.explain(command, { onProgress: (one) => progress.push(one) })
  return { shown, progress, drafts, references: known, reply }
}

const red = new Set(['disagrees', 'contradicts-itself', 'spirals'])

const mustHold = async (command: string, written: Written): Promise<number> => {
  const { shown, progress, drafts, references, reply } = await streamed(command, written)
  for (const part of shown) {
    for (const { prose } of drafts) expect(prose.startsWith(part)).toBe(true)
    expect(red.has(check(part, references).verdict)).toBe(false)
  }
  for (const one of progress) {
    expect(one).toMatchObject({ passing: true, files: [], actions: [], tone: 'plain' })
    const { files, ...body } = discordMessage(one, { remember: createMemory().remember })
    expect([files, body.allowedMentions]).toEqual([[], { parse: [] }])
    expect(messageViolations({ ...body, allowed_mentions: { parse: [] } }, [])).toEqual([])
    const slack = slackMessage(one)
    expect([slack.files, messageBreaches(slack)]).toEqual([[], []])
    expect(JSON.stringify(slack.blocks)).not.toMatch(/"type":"(?:user|channel|usergroup|broadcast|link)"/)
  }
  expect(reply.passing).toBeUndefined()
  return shown.filter((part) => part !== '').length
}

const cuts = fc.array(fc.nat(100_000), { minLength: 1, maxLength: 12 })

describe('whatever a model writes, and however it comes in', () => {
  it('only a checked prefix of it is shown, which pings nobody, acts as nothing and fits', async () => {
    let shown = 0
    const property = fc.asyncProperty(output, cuts, async (text, at) => {
      shown += await mustHold('/conv x:[[1,2],[3,4]] kernel:[[1,0],[0,-1]]', { text, cuts: at })
    })
    await fc.assert(property, { numRuns: 100 })
    expect(shown).toBeGreaterThan(20)
  })

  it('of a text that goes wrong nothing is shown from there on', async () => {
    const ramp =
      '/conv x:[[1,2,3,4,5],[6,7,8,9,10],[11,12,13,14,15],[16,17,18,19,20],[21,22,23,24,25]] kernel:[[-1,-2,-1],[0,0,0],[1,2,1]]'
    const wrongs = fc.constantFrom(wrongText, JSON.stringify({ prose: wrongText, values: [] }))
    const property = fc.asyncProperty(wrongs, cuts, async (text, at) => {
      const { progress } = await streamed(ramp, { text, cuts: at })
      expect(JSON.stringify(progress)).not.toContain('144')
      await mustHold(ramp, { text, cuts: at })
    })
    await fc.assert(property, { numRuns: 10 })
  })
})
