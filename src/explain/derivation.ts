import type { Quantity, Solution, Step } from '../model.ts'
import { formulaText } from '../render/formula.ts'
import { answerBlock } from '../render/solution-reply.ts'
import type { Block } from '../reply.ts'

const text = (says: string): Block => ({ kind: 'text', runs: [says] })

const isMatrix = ({ value }: Quantity): boolean => value.kind === 'tensor' && value.shape.length === 2

const stepBlocks = ({ says, latex, yields = [] }: Step, at: number): Block[] => {
  const matrices = yields.filter(isMatrix)
  const code = matrices.length > 0 ? answerBlock(matrices).text : formulaText(latex)
  return [
    { kind: 'text', runs: [{ strong: `${at + 1}.` }, ` ${says}`] },
    ...(code.trim() === '' ? [] : [{ kind: 'code' as const, text: code }]),
  ]
}

/** The solver's own derivation in prose: the idea, every step with its value, and what comes out. */
export const derivation = (idea: string, solution: Solution): readonly Block[] => [
  text(idea),
  ...solution.steps.flatMap(stepBlocks),
  { kind: 'text', runs: [{ strong: 'So' }] },
  { kind: 'code', text: answerBlock(solution.answers).text },
  ...(solution.conventions.length > 0
    ? [
        {
          kind: 'text' as const,
          runs: [{ strong: 'To remember.' }, ` ${solution.conventions.map(({ says }) => says).join(' ')}`],
        },
      ]
    : []),
]

/** The solver's own hint: the idea, and the question of the first step. */
export const ownHint = (idea: string, { steps }: Solution): readonly Block[] => {
  const [first] = steps
  return [
    text(idea),
    ...(first?.asks === undefined
      ? []
      : [{ kind: 'text' as const, runs: [{ strong: 'To begin with:' }, ` ${first.asks}`] }]),
  ]
}
