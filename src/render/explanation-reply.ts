import type { Verdict, Witness } from '../model.ts'
import type { Block, Reply } from '../reply.ts'
import { proseBlocks, type Range } from './prose.ts'
import { witnessBlocks } from './solution-reply.ts'
import { findingBlocks, toneOf, verdictRuns } from './verdict.ts'

export type Explained = {
  /** `/conv`, or `hw4 3c`. */
  readonly name: string
  readonly source: string
  readonly text: string
  readonly verdict: Verdict
  /** Instances on which what disagrees visibly fails. */
  readonly witnesses: readonly Witness[]
  /** Who wrote the text: a model's name. */
  readonly by: string
  /** The exact answer, repeated so that the reply stands by itself. */
  readonly answer: string
}

/** Reply no. 2: the verdict line on top, what was found, then the text with what is wrong struck through. */
export const renderExplanation = ({
  name,
  source,
  text,
  verdict,
  witnesses,
  by,
  answer,
}: Explained): Reply => ({
  title: `${name} explained`,
  tone: toneOf(verdict),
  blocks: [
    { kind: 'text', runs: [...verdictRuns(verdict), ` Explained by ${by}, checked claim by claim.`] },
    ...findingBlocks(verdict),
    ...witnessBlocks(witnesses),
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
  name: string,
  source: string,
  because: string,
  derivation: readonly Block[],
): Reply => ({
  title: `${name} derived`,
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

export type Checked = {
  readonly name: string
  readonly source: string
  readonly verdict: Verdict
  /** Instances on which what disagrees visibly fails. */
  readonly witnesses: readonly Witness[]
  /** Whether steps and true values may be shown now. */
  readonly open: boolean
}

/** The verdict on what a person wrote or pasted, for their eyes only. */
export const renderCheck = ({ name, source, verdict, witnesses, open }: Checked): Reply => ({
  title: `Checked against ${name}`,
  tone: toneOf(verdict),
  blocks: [
    { kind: 'text', runs: verdictRuns(verdict) },
    ...findingBlocks(open ? verdict : withoutValues(verdict)),
    ...(open ? witnessBlocks(witnesses) : []),
  ],
  actions: [
    ...(open ? [{ kind: 'step' as const, label: 'Hint', step: 1, reveal: false }] : []),
    { kind: 'check', label: 'Try again' },
  ],
  files: [],
  private: true,
  source,
})

/** Before the release a finding says what is wrong and why, not what would be right. */
const withoutValues = (verdict: Verdict): Verdict => ({
  ...verdict,
  findings: verdict.findings.map(({ expected: _, ...finding }) => finding),
})
