import { InputError } from '../errors.ts'
import type { Solution, Step } from '../model.ts'
import type { Action, Block, Reply } from '../reply.ts'
import { formulaText } from './formula.ts'
import { formulaPicture } from './solution-pictures.ts'
import { answerBlock } from './solution-reply.ts'

/** One step: its question, or with `reveal` its formula and value too. Throws InputError unless `step` is one of them, from 1. */
export const renderStep = (source: string, { steps }: Solution, at: number, reveal: boolean): Reply => {
  if (steps.length === 0)
    return { title: 'No steps', tone: 'plain', blocks: [], actions: [], files: [], private: true, source }
  const current = steps[at - 1]
  if (!current) {
    const count = steps.length === 1 ? 'is 1 step' : `are ${steps.length} steps`
    throw new InputError('domain', `There ${count}; ${at} is none of them.`, {
      field: 'step',
      example: `step:${steps.length}`,
    })
  }
  return {
    title: `Step ${at} of ${steps.length}: ${current.says.replace(/\.$/, '')}`,
    tone: 'plain',
    blocks: reveal
      ? shownBlocks(current)
      : [{ kind: 'text', runs: [current.asks ?? 'What comes out? Try it before you look.'] }],
    actions: nextActions(at, steps.length, reveal),
    files: [],
    ...(reveal && { pictures: [formulaPicture('step', `Step ${at}: ${current.says}`, current.latex)] }),
    private: false,
    source,
  }
}

const nextActions = (at: number, count: number, reveal: boolean): Action[] => [
  ...(reveal ? [] : [{ kind: 'step' as const, label: 'Show this step’s value', step: at, reveal: true }]),
  ...(at < count ? [{ kind: 'step' as const, label: 'Next step', step: at + 1, reveal: false }] : []),
  { kind: 'check', label: 'Check my answer' },
]

/** A step's formula as text, and the quantity it yields where the formula does not end with it. */
const shownBlocks = ({ latex, yields = [] }: Step): Block[] => {
  const formula = formulaText(latex)
  const answers = yields.filter(({ value }) => value.kind === 'tensor' && value.shape.length === 2)
  return [{ kind: 'code', text: answers.length > 0 ? answerBlock(answers).text : formula }]
}
