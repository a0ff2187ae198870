import type { Exact } from '../exact/value.ts'
import { toText, toUnicode } from '../exact/write/write.ts'
import type { Alternative, Quantity, Solution, Witness } from '../model.ts'
import type { Action, Attachment, Block, Reply, Run } from '../reply.ts'
import { layOut, phrase, sizeNote } from './layout.ts'
import { symbolText } from './math-text.ts'
import { solutionPictures } from './solution-pictures.ts'

export type Solved = {
  readonly command: string
  /** Options as typed, in order, for the echo and for the source. */
  readonly echo: readonly (readonly [name: string, value: Exact | string])[]
  readonly source: string
  readonly solution: Solution
}

/** Reply no. 1: the exact answer, what it rests on, what one can do next. */
export const renderSolution = (solved: Solved): Reply => {
  const { command, echo, source, solution } = solved
  const answers = answerBlock(solution.answers)
  return {
    title: `/${command}${echo.length > 0 ? ` ${echo.map(([name, value]) => echoed(name, value)).join(' · ')}` : ''}`,
    tone: 'plain',
    blocks: [
      { kind: 'code', text: answers.text },
      ...(answers.files.length > 0 ? [note('Cut in the middle here; the whole value is in the file.')] : []),
      ...conventionBlocks(solution),
      ...witnessBlocks(solution.witnesses ?? []),
    ],
    actions: actionsOf(solution),
    files: answers.files,
    pictures: solutionPictures(solved),
    private: false,
    source,
  }
}

const note = (text: string): Block => ({ kind: 'text', runs: [{ emphasis: text }] })

const echoed = (name: string, value: Exact | string): string => {
  if (typeof value === 'string') return `${name} ${clip(value, 60)}`
  if (value.kind !== 'tensor') return `${name} ${clip(toUnicode(value), 60)}`
  const line = toUnicode(value)
  return line.length <= 24 ? `${name} ${line}` : `${name} ${value.shape.join('×')}`
}

const clip = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1)}…`

/** All answers with their names in one column. */
export const answerBlock = (answers: readonly Quantity[]): { text: string; files: readonly Attachment[] } => {
  const laid = answers.map((answer) => ({ answer, name: symbolText(answer), ...layOut(answer.value) }))
  const width = Math.max(...laid.map(({ name }) => name.length))
  const lines = laid.flatMap(({ answer, name, lines: own }) => {
    const size = sizeNote(answer.value)
    return own.map((line, at) => {
      const sign = answer.value.kind === 'approximate' ? '≈' : '='
      const lead = at === 0 ? `${name.padEnd(width)} ${sign} ` : ' '.repeat(width + 3)
      return `${lead}${line}${at === own.length - 1 && size ? `   ${size}` : ''}`
    })
  })
  const files = laid
    .filter(({ whole }) => !whole)
    .map(({ answer }) => ({
      name: `${answer.name}.txt`,
      text: `${toText(answer.value)}\n`,
      about: answer.about,
    }))
  return { text: lines.join('\n'), files }
}

const conventionBlocks = ({ conventions, alternatives }: Solution): Block[] => {
  const says: Run[] = conventions.flatMap(({ says: text }, at): Run[] => [at === 0 ? '' : ' ', text])
  const others = alternatives.filter(({ kind }) => kind === 'convention').map(alternativeLine)
  return [
    ...(says.length > 0 ? [{ kind: 'text' as const, runs: [{ strong: 'Convention' }, ' ', ...says] }] : []),
    ...others.map((line) => ({ kind: 'text' as const, runs: [line] })),
  ]
}

/** "Without the flip …: y is 40 in every entry." */
const alternativeLine = ({ says, answers }: Alternative): string => {
  const values = answers.flatMap((answer) => {
    const short = phrase(answer.value)
    return short ? [`${symbolText(answer)} is ${short}`] : []
  })
  return values.length > 0 ? `${says.replace(/\.$/, '')}: ${values.join(', ')}.` : says
}

/** "Check it": an instance anyone can recompute. */
export const witnessBlocks = (witnesses: readonly Witness[]): Block[] =>
  witnesses.map(({ says, quantities }) => ({
    kind: 'text',
    runs: [
      { strong: 'Check it' },
      ` ${says}`,
      ...(quantities.length > 0
        ? [
            ` ${quantities.map((q) => `${symbolText(q)} = ${phrase(q.value) ?? toText(q.value)}`).join(', ')}.`,
          ]
        : []),
    ],
  }))

const actionsOf = (solution: Solution): Action[] => [
  { kind: 'explain', label: 'Explain' },
  ...(solution.steps.length > 0 ? [{ kind: 'step' as const, label: 'Steps', step: 1, reveal: false }] : []),
  { kind: 'check', label: 'Check my answer' },
]
