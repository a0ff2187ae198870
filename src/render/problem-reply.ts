import type { Block, Reply } from '../reply.ts'
import { type Dispute, disputeBlocks } from './dispute.ts'
import { proseBlocks } from './prose.ts'

export type ShownProblem = {
  readonly source: string
  readonly title: string
  /** Markdown with LaTeX. */
  readonly statement: string
  readonly points: number
  /** Whether a command computes it, and whether students may see its steps now. */
  readonly solvable: boolean
  readonly open: boolean
  /** Whether students' answers are checked now. */
  readonly checked: boolean
  readonly dispute?: Dispute | undefined
}

/** Markdown's line breaks within a paragraph are blanks, wherever a set's file is wrapped; a hard one is a run of its own. */
const unwrapped = (block: Block): Block =>
  block.kind === 'code'
    ? block
    : {
        ...block,
        runs: block.runs.map((run) =>
          typeof run === 'string' && run !== '\n' ? run.replaceAll('\n', ' ') : run,
        ),
      }

/** The statement of one part, with what one can do about it. */
export const renderProblem = ({
  source,
  title,
  statement,
  points,
  solvable,
  open,
  checked,
  dispute,
}: ShownProblem): Reply => ({
  title: `${source} · ${points} ${points === 1 ? 'point' : 'points'}`,
  tone: 'plain',
  blocks: [
    { kind: 'text', runs: [{ emphasis: title }] },
    ...proseBlocks(statement).map(unwrapped),
    ...(solvable ? [] : [{ kind: 'text' as const, runs: [{ emphasis: 'A person judges this part.' }] }]),
    ...disputeBlocks(dispute),
  ],
  actions: solvable
    ? [
        ...(open
          ? [
              { kind: 'step' as const, label: 'Hint', step: 1, reveal: false },
              { kind: 'explain' as const, label: 'Explain' },
            ]
          : []),
        ...(checked ? [{ kind: 'check' as const, label: 'Check my answer' }] : []),
      ]
    : [],
  files: [],
  // Only the staff is told of a key before the release, which the channel must not read.
  private: dispute !== undefined && !open,
  source,
})
