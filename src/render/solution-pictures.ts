import type { Exact } from '../exact/value.ts'
import { toUnicode } from '../exact/write/write.ts'
import type { Quantity } from '../model.ts'
import type { PictureRequest } from '../picture.ts'
import { figureAlt } from './figure-alt.ts'
import { mathText, symbolText } from './math-text.ts'
import type { Solved } from './solution-reply.ts'

/** Platforms cut longer alternative texts. */
const longestAlt = 900

export const clipAlt = (text: string): string =>
  text.length <= longestAlt ? text : `${text.slice(0, longestAlt - 1)}…`

/** The card of an answer, and its figure where there is something to see. */
export const solutionPictures = ({ command, echo, solution }: Solved): PictureRequest[] => {
  const { answers, conventions, figure } = solution
  const card: PictureRequest = {
    name: `${command}-answer`,
    alt: clipAlt(
      [
        `The answer of /${command} typeset: ${answers.map(answerAlt).join('; ')}.`,
        ...conventions.map(({ says }) => says),
      ].join(' '),
    ),
    drawing: {
      kind: 'card',
      heading: `/${command}`,
      given: echo,
      answers: answers.map((answer) => ({
        symbol: { latex: answer.symbol, text: symbolText(answer) },
        value: answer.value,
      })),
      conventions: conventions.map(({ says }) => says),
    },
  }
  if (!figure) return [card]
  return [
    card,
    {
      name: `${command}-figure`,
      alt: clipAlt(figureAlt(figure)),
      drawing: { kind: 'figure', figure, animated: figure.kind === 'convolution' },
    },
  ]
}

const answerAlt = (answer: Quantity): string => `${symbolText(answer)} = ${valueAlt(answer.value)}`

/** Long values are named by their size; the whole stands in the text. */
export const valueAlt = (value: Exact): string => {
  const entries = value.kind === 'tensor' ? value.entries.length : 0
  if (value.kind === 'tensor' && entries > 64) return `an array of ${value.shape.join(' × ')} entries`
  const text = toUnicode(value)
  return text.length <= 300 ? text : `${text.slice(0, 299)}…`
}

/** One formula as a picture: a step, under its heading. */
export const formulaPicture = (name: string, heading: string, latex: string): PictureRequest => {
  const text = mathText(latex)
  return {
    name,
    alt: clipAlt(`${heading}: ${text}`),
    drawing: { kind: 'formula', heading, formula: { latex, text } },
  }
}
