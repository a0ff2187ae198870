import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { discordMessage } from '../../../../src/platforms/discord/message.ts'
import { createMemory, readPress } from '../../../../src/platforms/discord/source.ts'
import type { Block, Reply } from '../../../../src/reply.ts'
import { messageViolations } from '../../../e2e/peers/discord-limits.ts'
import { reply } from '../../../e2e/peers/fake-exacta.ts'

const memory = createMemory()
const render = (given: Partial<Reply>, chained = false) =>
  discordMessage(reply(given.title ?? 'title', given), { ...memory, chained })

const described = (given: Partial<Reply>): string =>
  render(given)
    .embeds.map(({ description = '' }) => description)
    .join('\n')

const words = (count: number): string => Array.from({ length: count }, (_, i) => `word${i}`).join(' ')

/** What Discord refuses, by the same table as the end-to-end tests use. */
const refused = (given: Partial<Reply>): readonly string[] => {
  const { embeds, components, files, allowedMentions } = render(given)
  const attachments = files.map((_, id) => ({ id }))
  const blobs = files.map(({ attachment }) => new Blob([new Uint8Array(attachment)]))
  const body = { embeds, components, attachments, allowed_mentions: allowedMentions }
  return [
    ...messageViolations(body, blobs),
    ...embeds.flatMap(({ title = '', description = '', footer }) => [
      ...(title.length > 256 ? ['title over 256'] : []),
      ...(description.length > 4096 ? ['description over 4096'] : []),
      ...((footer?.text.length ?? 0) > 2048 ? ['footer over 2048'] : []),
    ]),
    ...(embeds.length > 10 ? ['over 10 embeds'] : []),
    ...(files.length > 10 ? ['over 10 files'] : []),
  ]
}

const anyText = fc.string({
  unit: fc.constantFrom('*', '_', '`', '\n', ' ', '[', 'a', '\\', '∑', '#'),
  maxLength: 5000,
})
const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  anyText.map((text): Block => ({ kind: 'code', text })),
  fc.tuple(anyText, anyText).map(([a, strong]): Block => ({ kind: 'text', runs: [a, { strong }] })),
  anyText.map((text): Block => ({ kind: 'quote', runs: [{ struck: text }] })),
)

test('any reply gives a message that Discord takes, with every fence closed', () => {
  fc.assert(
    fc.property(fc.array(anyBlock, { maxLength: 12 }), anyText, (blocks, title) => {
      expect(refused({ title, blocks, source: '/conv x:1' })).toEqual([])
      for (const { description = '' } of render({ title, blocks }).embeds) {
        expect((description.match(/^```$/gm) ?? []).length % 2).toBe(0)
      }
    }),
    { numRuns: 60 },
  )
})

describe('a reply', () => {
  test('has its title, its blocks and a bar in the colour of its tone', () => {
    const blocks: Block[] = [
      { kind: 'code', text: 'y = [ -40 ]' },
      { kind: 'text', runs: [{ strong: 'Convention' }, ' the kernel is flipped'] },
    ]
    const { embeds } = render({ title: '/conv x 5×5', tone: 'green', blocks })
    expect(embeds).toEqual([
      {
        title: '/conv x 5×5',
        color: 0x3ba55d,
        description: '```\ny = [ -40 ]\n```\n**Convention** the kernel is flipped',
      },
    ])
  })

  test('of every tone has its own colour', () => {
    const tones = ['plain', 'green', 'amber', 'red', 'grey'] as const
    const colours = tones.map((tone) => render({ tone }).embeds[0]?.color)
    expect(new Set(colours).size).toBe(tones.length)
  })

  test('a little too long for one embed goes on in the next, between blocks', () => {
    const code = 'x'.repeat(1800)
    const { embeds, files } = render({
      blocks: [
        { kind: 'code', text: code },
        { kind: 'code', text: code },
        { kind: 'code', text: code },
      ],
    })
    expect(embeds).toHaveLength(2)
    expect(embeds[1]?.description).toBe(`\`\`\`\n${code}\n\`\`\``)
    expect(files).toEqual([])
  })

  test('too long for a message says so and comes whole as a file', () => {
    const long = words(3000)
    const { files } = render({ title: 'Explained', blocks: [{ kind: 'text', runs: [long] }] })
    expect(files.map(({ name, attachment }) => [name, attachment.toString()])).toEqual([
      ['reply.txt', `Explained\n\n${long}\n`],
    ])
    expect(described({ blocks: [{ kind: 'text', runs: [long] }] })).toContain('attached file')
  })

  test('whose code block is too long keeps the text around it', () => {
    const text = described({
      blocks: [
        { kind: 'code', text: 'x'.repeat(5000) },
        { kind: 'text', runs: ['what it rests on'] },
      ],
    })
    expect(text).toContain('5,000 characters: see the attached file')
    expect(text).toContain('what it rests on')
    expect(text).not.toContain('```')
  })

  test('in one long paragraph is split between words, and nothing is lost', () => {
    const long = words(550)
    const { embeds, files } = render({ blocks: [{ kind: 'text', runs: [long] }] })
    expect(files).toEqual([])
    const shown = embeds.map(({ description = '' }) => description).join(' ')
    expect(shown.split(/\s+/)).toEqual(long.split(' '))
  })

  test('brings its own files, with safe names and what they are about', () => {
    const { files } = render({ files: [{ name: 'y (1).txt', text: '[[1]]', about: 'The output' }] })
    expect(files).toMatchObject([{ name: 'y_1_.txt', description: 'The output' }])
  })

  test('mentions nobody', () => {
    expect(render({}).allowedMentions).toEqual({ parse: [] })
  })
})

describe('buttons', () => {
  const actions = [
    { kind: 'explain', label: 'Explain' },
    { kind: 'step', label: 'Steps', step: 3, reveal: true },
    { kind: 'check', label: 'Check my answer' },
  ] as const
  const idsOf = (given: Partial<Reply>, chained = false) =>
    render({ actions, ...given }, chained).components.flatMap((row) => row.components.map((b) => b.custom_id))

  test('carry what they do', () => {
    const ids = idsOf({ source: '/conv x:1' })
    expect(ids.map((id) => readPress(id)?.action)).toEqual([
      { kind: 'explain' },
      { kind: 'step', step: 3, reveal: true },
      { kind: 'check' },
    ])
  })

  test('leave the command to the footer, which is shown as it is', () => {
    const source = '/conv x:[[1,2],[3,4]] kernel:a_b*`c`'
    expect(render({ actions, source }).embeds.at(-1)?.footer).toEqual({ text: source })
  })

  test.each([
    ['too long', `/conv x:[${'1,'.repeat(2000)}1]`],
    ['of two lines', '/check text:one\ntwo'],
  ])('keep a command %s for a footer in memory', (_, source) => {
    const ids = idsOf({ source })
    expect(render({ actions, source }).embeds.at(-1)?.footer).toBeUndefined()
    expect(ids.map((id) => memory.recall(readPress(id)?.key ?? ''))).toEqual([source, source, source])
    expect(Math.max(...ids.map((id) => id.length))).toBeLessThanOrEqual(100)
  })

  test('of a private chain say so', () => {
    expect(idsOf({ source: '/conv' }, true).every((id) => readPress(id)?.chained)).toBe(true)
  })

  test('need a command to be about', () => {
    expect(idsOf({})).toEqual([])
  })

  test('of another program are none of ours', () => {
    expect(readPress('exacta:grade:::')).toBeUndefined()
    expect(readPress('vote:1')).toBeUndefined()
  })
})

test('the memory forgets what has been unused for longest', () => {
  const small = createMemory(2)
  const [a, b] = [small.remember('a'), small.remember('b')]
  small.recall(a)
  small.remember('c')
  expect([small.recall(a), small.recall(b)]).toEqual(['a', undefined])
})
