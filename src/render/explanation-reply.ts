import type { Verdict } from '../model.ts'
import type { Block, Reply } from '../reply.ts'
import { proseBlocks, type Range } from './prose.ts'
import { findingBlocks, toneOf, verdictRuns } from './verdict.ts'

export type Explained = {
  readonly command: string
  readonly source: string
  readonly text: string
  readonly verdict: Verdict
  /** Who wrote the text: a model's name. */
  readonly by: string
  /** The exact answer, repeated so that the reply stands by itself. */
  readonly answer: string
}

/** Reply no. 2: the verdict line on top, what was found, then the text with what is wrong struck through. */
export const renderExplanation = ({ command, source, text, verdict, by, answer }: Explained): Reply => ({
  title: `/${command} explained`,
  tone: toneOf(verdict),
  blocks: [
    { kind: 'text', runs: [...verdictRuns(verdict), ` Explained by ${by}, checked claim by claim.`] },
    ...findingBlocks(verdict),
    { kind: 'code', text: answer },
    ...proseBlocks(text, wrongRanges(verdict)),
  ],
  actions: [
    { kind: 'step', label: 'Steps', step: 1, reveal: false },
    { kind: 'check', label: 'Check my answer' },
  ],
  files: [],
  private: false,
  source,
})

const wrongRanges = ({ findings }: Verdict): Range[] =>
  findings.flatMap(({ kind, at, quote }) =>
    at !== undefined && (kind === 'disagrees' || kind === 'contradicts-itself')
      ? [{ from: at, to: at + quote.length }]
      : [],
  )

/** The solver's own derivation, with an honest line on why no model's text is there. */
export const renderDerivation = (
  command: string,
  source: string,
  because: string,
  derivation: readonly Block[],
): Reply => ({
  title: `/${command} derived`,
  tone: 'plain',
  blocks: [{ kind: 'text', runs: [{ emphasis: because }] }, ...derivation],
  actions: [
    { kind: 'step', label: 'Steps', step: 1, reveal: false },
    { kind: 'check', label: 'Check my answer' },
  ],
  files: [],
  private: false,
  source,
})

/** The verdict on what a person wrote or pasted, for their eyes only. */
export const renderCheck = (command: string, source: string, verdict: Verdict): Reply => ({
  title: `Checked against /${command}`,
  tone: toneOf(verdict),
  blocks: [{ kind: 'text', runs: verdictRuns(verdict) }, ...findingBlocks(verdict)],
  actions: [
    { kind: 'step', label: 'Hint', step: 1, reveal: false },
    { kind: 'check', label: 'Try again' },
  ],
  files: [],
  private: true,
  source,
})
