import { symbolsIn } from '../../check/vocabulary.ts'
import type { Asked } from '../answer-key.ts'

const powers: readonly (readonly [RegExp, (size: string) => string])[] = [
  [/\bgrowth\s*(?:is|rate|:|=|~)?\s+\$?([a-z])\$?(?![\w^({])/gi, (size) => `growth Theta(${size})`],
  [/(?:\\(?:sim|propto)\s*|[~∼∝]\s*)([a-z])(?![\w^({])/g, (size) => `= Theta(${size})`],
  [
    /(?:grows|scales|increases|growing)\s+(?:like|as|proportional(?:ly)?\s+to)\s+\$?([a-z])\$?(?![\w^({])/gi,
    (size) => `Theta(${size})`,
  ],
  [
    /(?:(?:grows|scales|increases|growing)\s+(?:like|as|with|proportional(?:ly)?\s+to)|\bproportional\s+to)\s+(?:(?:the\s+)?(?:square\s+root\s+of|root)\s+\$?([a-z])(?![\w^({])\$?|\$?\\?sqrt[({\s]*([a-z])[)}]?\$?|\$?√\(?([a-z])\)?\$?)/gi,
    (size) => `Theta(sqrt(${size}))`,
  ],
  [
    /(?<=\bgrowth\s*(?:is|:|=)?\s*)(?:constant|independent)\s+(?:in|of)\s+\$?([a-z])\$?(?![\w^({])/gi,
    () => 'Theta(1)',
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

const isSize = (group: unknown): group is string => typeof group === 'string' && /^\w+$/.test(group)

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
    (said, [pattern, write]) =>
      said.replace(pattern, (_, ...groups: readonly unknown[]) =>
        write(groups.slice(0, -2).find(isSize) ?? only),
      ),
    text,
  )
}

const twice = [
  /^\s*([^,(]+|[^(]+\([^()]*\)\$?)\s*,\s*(?:(?:i\.\s?e\.|so|that\s+is),?\s*)?(.+)$/,
  /^\s*([^(]+|[^(]+\([^()]*\)\$?)\s+\((.+)\)\s*$/,
]
const sized = /^\$?(?:\\mathcal\s*\{?\s*O\s*\}?|\\?Theta|[OΘ])\s*(?:\\left)?\(.*\)\$?$/

/** A growth that is said in words and as a class, `linear, O(n)`, as the class; where the two are not one, it stays. */
export const saidOnce = (value: string, asked: readonly Asked[]): string => {
  const [, first = '', second = ''] =
    twice.flatMap((pattern) => [pattern.exec(value) ?? []]).find(({ length }) => length > 0) ?? []
  const [said, other] = sized.test(first) ? [first, second] : [second, first]
  if (!sized.test(said) || sized.test(other)) return value
  const classIn = (text: string): string => text.replaceAll(/^.*\(|[\s$)\\]|left|right/g, '')
  const worded = wordedGrowth(other, asked).trim()
  return /^Theta\(\w+(?:\^2)?\)$/.test(worded) && classIn(worded) === classIn(said) ? said : value
}
