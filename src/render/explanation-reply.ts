import type { Level } from '../level.ts'
import type { Verdict, Witness, Wrote } from '../model.ts'
import type { Block, Reply, Run } from '../reply.ts'
import { type Dispute, disputeBlocks } from './dispute.ts'
import { proseBlocks, type Range } from './prose.ts'
import { witnessBlocks } from './solution-reply.ts'
import { findingBlocks, shownValue, toneOf, uncheckedBlocks, verdictRuns } from './verdict.ts'
import { verdictPictures } from './verdict-pictures.ts'

/** What a student said of it, and what is to be said of that. */
export type Insistence = {
  readonly says: string
  readonly verdict: Verdict
  readonly witnesses: readonly Witness[]
}

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
  /** Whether the staff has this on its list. */
  readonly told: boolean
  readonly student?: Insistence | undefined
}

const actions: Reply['actions'] = [
  { kind: 'step', label: 'Steps', step: 1, reveal: false },
  { kind: 'check', label: 'Check my answer' },
]

/** Reply no. 2: the verdict line on top, what was found, then the text with what is wrong struck through. */
export const renderExplanation = (explained: Explained): Reply => {
  const { name, source, text, verdict, witnesses, by, answer, told, student } = explained
  const line: Run[] = [...verdictRuns(verdict), ` Explained by ${by}, checked claim by claim.`]
  return {
    title: `${name} explained`,
    tone: toneOf(verdict),
    blocks: [
      ...insistenceBlocks(student),
      { kind: 'text', runs: told ? [...line, ' The staff has been told.'] : line },
      ...findingBlocks(verdict),
      ...witnessBlocks(witnesses),
      { kind: 'code', text: answer },
      ...proseBlocks(text, wrongRanges(verdict)),
    ],
    actions,
    files: [],
    pictures: verdictPictures(name, verdict),
    private: false,
    source,
  }
}

/** A hint goes to the one who asked for it, and shows no value. */
export const renderHint = ({ name, source, text, verdict, by }: Explained): Reply => ({
  title: `A hint for ${name}`,
  tone: verdict.verdict === 'agrees' ? 'green' : 'grey',
  blocks: [{ kind: 'text', runs: [{ emphasis: hintLine(verdict, by) }] }, ...proseBlocks(text)],
  actions,
  files: [],
  private: true,
  source,
})

const hintLine = ({ claims: { agree, unverified } }: Verdict, by: string): string => {
  const from = `A hint by ${by}.`
  if (agree + unverified === 0) return `❔ ${from} It makes no claim that could be checked.`
  const unsure = unverified > 0 ? `, ${unverified} could not be checked` : ''
  return `${unverified > 0 ? '❔' : '✅'} ${from} ${agree} of ${agree + unverified} claims in it agree with the solver${unsure}.`
}

/** What a student insists on comes first: the solver's word on it rests on no model. */
const insistenceBlocks = (student: Insistence | undefined): Block[] => {
  if (!student) return []
  const { says, verdict, witnesses } = student
  return [
    { kind: 'quote', runs: [says.length > 500 ? `${says.slice(0, 499)}…` : says] },
    { kind: 'text', runs: [{ strong: insistenceLine(verdict) }] },
    // The student's words are quoted above already.
    ...findingBlocks({ ...verdict, findings: judgedFindings(verdict) }),
    ...witnessBlocks(witnesses),
  ]
}

const judgedFindings = ({ findings }: Verdict): Verdict['findings'] =>
  findings.filter(({ kind }) => kind !== 'incomplete').map((finding) => ({ ...finding, quote: '' }))

const insistenceLine = ({ verdict, claims }: Verdict): string => {
  if (verdict === 'disagrees' || verdict === 'contradicts-itself') return 'This is not the solution.'
  if (verdict === 'differs-by-convention')
    return 'This holds under another convention than the one used here.'
  if (claims.agree > 0 && claims.unverified === 0) return 'This agrees with the solver.'
  return 'This could not be compared with the solution.'
}

const wrongRanges = ({ findings }: Verdict): Range[] =>
  findings.flatMap(({ kind, at, quote, expected }) =>
    at !== undefined && (kind === 'disagrees' || kind === 'contradicts-itself')
      ? [{ from: at, to: at + quote.length, ...(expected && { beside: besideText(expected) }) }]
      : [],
  )

/** A value too long to stand in a sentence stands above the text. */
const besideText = (expected: string): string | undefined => {
  const text = shownValue(expected)
  return text.length <= 80 ? text : undefined
}

export type Underived = {
  readonly level: Level
  readonly name: string
  readonly source: string
  /** Why no model's text is there, as a sentence. */
  readonly because: string
  /** Concerns the one who asked only. */
  readonly private: boolean
  readonly student?: Insistence | undefined
}

/** The solver's own derivation, with an honest line on why no model's text is there. */
export const renderDerivation = (
  { name, source, level, because, private: isPrivate, student }: Underived,
  derivation: readonly Block[],
): Reply => ({
  title: level === 'hint' ? `A hint for ${name}` : `${name} derived`,
  tone: 'plain',
  blocks: [...insistenceBlocks(student), { kind: 'text', runs: [{ emphasis: because }] }, ...derivation],
  actions,
  files: [],
  private: isPrivate,
  source,
})

/** What is going on until an explanation is there. */
export const renderProgress = (name: string, says: string): Reply => ({
  title: `Explaining ${name}`,
  tone: 'plain',
  blocks: [{ kind: 'text', runs: [{ emphasis: says }] }],
  actions: [],
  files: [],
  private: false,
  passing: true,
})

export type Begun = {
  readonly name: string
  /** The sentences that are written and checked, with their claims that hold and those that could not be checked. */
  readonly text: string
  readonly agree: number
  readonly unverified: number
  readonly answer: string
  readonly student?: Insistence | undefined
}

/** An explanation that is still being written, as far as it has been checked. It promises nothing of the rest. */
export const renderSoFar = ({ name, text, agree, unverified, answer, student }: Begun): Reply => ({
  ...renderProgress(name, soFarLine(agree, unverified)),
  blocks: [
    ...insistenceBlocks(student),
    { kind: 'text', runs: [{ emphasis: soFarLine(agree, unverified) }] },
    { kind: 'code', text: answer },
    ...proseBlocks(text),
  ],
})

const soFarLine = (agree: number, unverified: number): string => {
  const all = agree + unverified
  if (all === 0) return 'Still being written. No claim about this answer in it so far.'
  const unsure = unverified > 0 ? `, ${unverified} could not be checked` : ''
  const claims = `${agree} of ${all} claim${all === 1 ? '' : 's'}`
  return `Still being written. Checked so far: ${claims} ${agree === 1 ? 'agrees' : 'agree'} with the solver${unsure}.`
}

export type Checked = {
  readonly name: string
  readonly source: string
  readonly verdict: Verdict
  /** Instances on which what disagrees visibly fails. */
  readonly witnesses: readonly Witness[]
  /** The answer as it was understood, where it is no longer text. */
  readonly wrote?: Wrote | undefined
  readonly dispute?: Dispute | undefined
  /** Whether true values may be shown now. */
  readonly open: boolean
  /** Whether steps may be. */
  readonly hints: boolean
}

/** The verdict on what a person wrote or pasted, for their eyes only. */
export const renderCheck = ({
  name,
  source,
  verdict,
  witnesses,
  wrote,
  dispute,
  open,
  hints,
}: Checked): Reply => ({
  title: `Checked against ${name}`,
  tone: toneOf(verdict),
  blocks: [
    ...answerBlocks(verdict, wrote, open),
    ...findingBlocks(shownFindings(open ? verdict : withoutValues(verdict), wrote)),
    ...(open ? witnessBlocks(witnesses) : []),
    ...(wrote ? [] : uncheckedBlocks(verdict)),
    ...disputeBlocks(dispute),
  ],
  actions: [
    ...(hints ? [{ kind: 'step' as const, label: 'Hint', step: 1, reveal: false }] : []),
    { kind: 'check', label: 'Try again' },
  ],
  files: [],
  pictures: verdictPictures(name, open ? verdict : withoutValues(verdict)),
  private: true,
  source,
})

/** A bare answer is told back as it was read; anything longer is judged by its claims. */
const answerBlocks = (verdict: Verdict, wrote: Wrote | undefined, open: boolean): readonly Block[] => {
  if (wrote?.kind === 'unreadable')
    return [
      { kind: 'text', runs: [{ strong: '❔ This could not be read.' }, ` ${wrote.because}`] },
      { kind: 'quote', runs: [wrote.text] },
    ]
  if (!wrote) return [{ kind: 'text', runs: verdictRuns(verdict) }]
  return [
    { kind: 'text', runs: ['You wrote ', { code: wrote.text }, '.'] },
    { kind: 'text', runs: answerRuns(verdict, wrote, open) },
  ]
}

const answerRuns = (
  verdict: Verdict,
  { text, form, elsewhere, several }: Extract<Wrote, { kind: 'read' }>,
  open: boolean,
): Run[] => {
  if (verdict.verdict === 'agrees') {
    if (form === undefined) return [{ strong: '✅ Right.' }]
    if (!open) return [{ strong: '✅ Right, in another form than that of the solution.' }]
    return [{ strong: '✅ Right, in another form:' }, ' the solution has ', { code: form }, '.']
  }
  if (elsewhere) return [{ strong: '⚠️ Right under another convention than the one used here.' }]
  if (several && verdict.verdict === 'disagrees') return severalRuns(verdict)
  if (verdict.verdict === 'disagrees') return [{ strong: '⚠️ Not equal to the solution.' }]
  if (verdict.verdict === 'unverified')
    return [
      { strong: '❔ This could not be compared with the solution.' },
      relation.test(text) ? ' Give the value itself, or its name, `=` and the value.' : '',
    ]
  return verdictRuns(verdict)
}

const relation = /[=<>≤≥≠]/

/** "2 of 3 values are right." */
const severalRuns = ({ claims, findings }: Verdict): Run[] => {
  const all = claims.agree + findings.length
  if (claims.agree === 0) return [{ strong: '⚠️ Not equal to the solution.' }]
  return [{ strong: `⚠️ ${claims.agree} of ${all} values ${claims.agree === 1 ? 'is' : 'are'} right.` }]
}

/** What was written stands above already; of what cannot be read nothing more is to be said. */
const shownFindings = (verdict: Verdict, wrote: Wrote | undefined): Verdict => {
  if (!wrote) return verdict
  const findings = wrote.kind === 'unreadable' ? [] : verdict.findings
  return {
    ...verdict,
    findings: findings
      .filter(({ kind }) => kind !== 'unverified')
      .map((finding) => (wrote.kind === 'read' && wrote.several ? finding : { ...finding, quote: '' })),
  }
}

/** Before the release a finding says what is wrong and why, not what would be right. */
const withoutValues = (verdict: Verdict): Verdict => ({
  ...verdict,
  findings: verdict.findings.map(({ expected: _, ...finding }) => finding),
})
