import { symbolsIn } from '../../check/vocabulary.ts'
import type { Asked } from '../answer-key.ts'

const powers: readonly (readonly [RegExp, (size: string) => string])[] = [
  [/\bgrowth\s*(?:is|rate|:|=|~)?\s+\$?([a-z])\$?(?![\w^({])/gi, (size) => `growth Theta(${size})`],
  [/(?:\\(?:sim|propto)\s*|[~∼∝]\s*)([a-z])(?![\w^({])/g, (size) => `= Theta(${size})`],
  [
    /(?:grows|scales|increases|growing)\s+(?:like|as|proportional(?:ly)?\s+to)\s+\$?([a-z])\$?(?![\w^({])/gi,
    (size) => `Theta(${size})`,
  ],
  [/\bproportional\s+to\s+\$?([a-z])\$?(?![\w^({])/gi, (size) => `Theta(${size})`],
  [
    /(?:(?:it|which|(?:the\s+)?(?:sd|std|standard deviation|deviation))\s+)?(?:(?:grows|scales|increases)\s+)?\blinear(?:ly)?\b(?:\s+growth)?(?:\s+(?:in|with)\s+\$?(\w+)\$?)?/gi,
    (size) => `Theta(${size})`,
  ],
  [
    /(?:(?:grows|scales|increases)\s+)?\bquadratic(?:ally)?\b(?:\s+(?:in|with)\s+\$?(\w+)\$?)?/gi,
    (size) => `Theta(${size}^2)`,
  ],
]

/** `growth in k`: what a growth is in, where it is a letter. */
const inLetter = /\bgrowth\s+(?:in|with)\s+\$?([a-z])\b/i

/** Where a class is asked for, `grows linearly in n` is `Theta(n)`. */
export const wordedGrowth = (text: string, asked: readonly Asked[]): string => {
  const wanted = asked.find(({ quantity }) => quantity.value.kind === 'class')
  if (!wanted) return text
  const [only, ...others] = symbolsIn(wanted.quantity.value)
  if (only === undefined || others.length > 0) return text
  const letter = inLetter.exec(text)?.[1]
  if (letter !== undefined && letter !== only) return text
  return powers.reduce(
    (said, [pattern, write]) => said.replace(pattern, (_, size?: string) => write(size ?? only)),
    text,
  )
}
