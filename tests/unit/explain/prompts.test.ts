import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { promptFiles, prompts } from '../../../src/explain/prompts.ts'

/** Every version that was ever in use, with the hash of its file. */
const known: Record<string, Record<string, string>> = JSON.parse(
  readFileSync(new URL('../../fixtures/prompt-versions.json', import.meta.url), 'utf8'),
)

describe('prompts', () => {
  it.each(promptFiles)('%s has not changed without its version', (name) => {
    const file = readFileSync(new URL(`../../../src/explain/prompts/${name}.md`, import.meta.url))
    const hash = createHash('sha256').update(file).digest('hex')
    expect(
      known[name]?.[prompts[name].version],
      `If src/explain/prompts/${name}.md changed, raise its version and add ${hash} to tests/fixtures/prompt-versions.json`,
    ).toBe(hash)
  })
})
