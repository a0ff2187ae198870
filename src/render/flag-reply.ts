import type { Finding, Verdict, VerdictName } from '../model.ts'
import type { Block, Reply } from '../reply.ts'
import { proseBlocks } from './prose.ts'
import { findingBlocks, toneOf } from './verdict.ts'
import { verdictPictures } from './verdict-pictures.ts'

/** A flag as the staff sees it. */
export type ShownFlag = {
  readonly id: number
  readonly at: Date
  readonly asker: string
  readonly source: string
  readonly solutions: readonly { readonly command: string }[]
  readonly level: string
  readonly explanation: string
  readonly verdict: VerdictName
  readonly findings: readonly Finding[]
  readonly model: string
  readonly prompt: string
  readonly decision: string | null
  readonly note: string | null
}

const reply = (title: string, blocks: readonly Block[]): Reply => ({
  title,
  tone: 'plain',
  blocks,
  actions: [],
  files: [],
  private: true,
})

export const renderNote = (title: string, says: string): Reply =>
  reply(title, [{ kind: 'text', runs: [says] }])

const minute = (at: Date): string => new Date(at).toISOString().replace('T', ' ').slice(0, 16)

const clip = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1)}…`

/** One line a flag, in columns. */
export const renderFlags = (flags: readonly ShownFlag[], total: number): Reply => {
  if (flags.length === 0) return renderNote('Flags', 'There are none of this kind.')
  const rows = flags.map(({ id, at, source, verdict, model, decision }) => [
    String(id),
    minute(at),
    verdict,
    clip(model, 24),
    decision ?? 'open',
    clip(source, 40),
  ])
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const lines = rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padStart(widths[0] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  )
  const more = total > flags.length ? ` The newest ${flags.length} are shown.` : ''
  return reply(`${total} flag${total === 1 ? '' : 's'}`, [
    { kind: 'code', text: lines.join('\n') },
    { kind: 'text', runs: ['Open one: ', { code: `/flags id:${flags[0]?.id}` }, `.${more}`] },
  ])
}

/** One flag with all that is known of it. Its source makes the buttons work: Steps, Check. */
export const renderFlag = (flag: ShownFlag): Reply => {
  const { id, at, asker, source, level, explanation, verdict, findings, model, prompt, decision, note } = flag
  const judged: Verdict = { verdict, findings, claims: { agree: 0, disagree: 0, unverified: 0 } }
  const decided =
    decision === null
      ? [
          'Open. Decide with ',
          { code: `/flags id:${id} resolve:model wrong note:…` },
          ' (or checker wrong, key wrong, ambiguous).',
        ]
      : [{ strong: `Resolved: ${decision}.` }, note ? ` ${note}` : '']
  return {
    ...reply(`Flag ${id}: ${verdict}`, [
      { kind: 'text', runs: ['About ', { code: clip(source, 300) }] },
      {
        kind: 'text',
        runs: [
          `${model}, ${level} explanation (prompt ${prompt}), ${minute(at)} UTC, asked for by ${asker}.`,
        ],
      },
      { kind: 'text', runs: decided },
      ...findingBlocks(judged),
      ...proseBlocks(explanation),
    ]),
    tone: toneOf(judged),
    actions: [
      { kind: 'step', label: 'Steps', step: 1, reveal: false },
      { kind: 'check', label: 'Check another text' },
    ],
    // How many claims held is not kept, so only what was found is drawn.
    pictures: verdictPictures(`Flag ${id}`, judged).filter(({ drawing }) => drawing.kind === 'finding'),
    source,
  }
}
