import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { createAllowance } from '../../src/explain/allowance.ts'
import type { ModelClient } from '../../src/explain/client.ts'
import { readDraft } from '../../src/explain/draft.ts'
import { createExplainer } from '../../src/explain/explainer.ts'
import { createLedger } from '../../src/explain/ledger.ts'
import { chatEntries, createExacta } from '../../src/pipeline.ts'
import { discordMessage } from '../../src/platforms/discord/message.ts'
import { createMemory } from '../../src/platforms/discord/source.ts'
import { slackMessage } from '../../src/platforms/slack/message.ts'
import { loadRegistry } from '../../src/registry.ts'
import { createSandbox } from '../../src/sandbox.ts'
import { messageViolations } from '../e2e/peers/discord-limits.ts'
import { messageBreaches } from '../e2e/peers/slack-limits.ts'
import { fakeLog } from '../unit/explain/fake-model.ts'
import { output } from './model-output.ts'

let writes = ''
/** As a server's answer is read, so that JSON and broken JSON come by the same way. */
const model: ModelClient = {
  name: 'any',
  write: async () => ({ draft: readDraft(writes), model: 'any' }),
}
const { log } = fakeLog()
const sandbox = createSandbox({ timeoutMs: 1000, memoryMb: 128 })
afterAll(() => sandbox.stop())
const registry = await loadRegistry()

const explainWith = (written: string) => {
  writes = written
  const exacta = createExacta({
    registry,
    sets: [],
    sandbox,
    log,
    now: () => new Date(),
    mostEntries: chatEntries,
    explainer: createExplainer({
      model,
      timeoutMs: 20_000,
      allowance: createAllowance({ size: 10, refillMs: 1, now: () => 0 }),
      ledger: createLedger({ log, now: () => new Date() }),
      log,
    }),
  })
  return exacta.explain('/conv x:[[1,2],[3,4]] kernel:[[1,0],[0,-1]]')
}

// SciPy: convolve2d([[1,2],[3,4]], [[1,0],[0,-1]], 'valid') is [[3]].
const answer = 'y     = [ 3 ]   1 × 1\nshape = 1 × 1'

describe('whatever a model writes', () => {
  it('the exact answer stands, nobody is pinged, nothing acts as markup, and the limits hold', async () => {
    await fc.assert(
      fc.asyncProperty(output, async (written) => {
        const reply = await explainWith(written)
        expect(reply.title).toMatch(/^\/conv (explained|derived)$/)
        expect(reply.blocks.filter((block) => block.kind === 'code' && block.text === answer)).not.toEqual([])

        const { files, ...body } = discordMessage(reply, { remember: createMemory().remember })
        expect(body.allowedMentions).toEqual({ parse: [] })
        const blobs = files.map(({ attachment }) => new Blob([new Uint8Array(attachment)]))
        // discord.js names the files when it sends them.
        const sent = { ...body, allowed_mentions: { parse: [] }, attachments: files.map((_, id) => ({ id })) }
        expect(messageViolations(sent, blobs)).toEqual([])
        expect(JSON.stringify(body.embeds)).toContain('[ 3 ]')

        const slack = slackMessage(reply)
        expect(messageBreaches(slack)).toEqual([])
        expect(JSON.stringify(slack.blocks)).toContain('[ 3 ]')
        // A control sequence works in mrkdwn only; all that a model wrote stands in elements that are shown as they are.
        const marked = JSON.stringify(slack.blocks).match(/"type":"mrkdwn","text":"(?:[^"\\]|\\.)*"/g) ?? []
        for (const part of marked) expect(part).not.toMatch(/<[@!#h]/)
        expect(JSON.stringify(slack.blocks)).not.toMatch(/"type":"(?:user|channel|usergroup|broadcast|link)"/)
      }),
      { numRuns: 150 },
    )
  })
})
