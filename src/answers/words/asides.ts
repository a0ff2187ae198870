import type { AnswerKey } from '../answer-key.ts'

const asides: readonly RegExp[] = [
  / ?\((?:the\s+)?(?:number\s+of\s+)?(?:channels?|depth)\s+(?:(?:is|are|stays?|remains?)\s+)?(?:unchanged|the\s+same|preserved|kept)\)/gi,
  / ?\((?:one|1)\s+(?:bias\s+)?(?:per|for\s+each|for\s+every)\s+(?:filter|kernel|output\s+channel|feature\s+map)\)/gi,
  / ?(?:\((?:with\s+|for\s+)?[a-z](?:_\{?\w+\}?)?\s*>\s*0\)|,\s*(?:with\s+|for\s+)?[a-z](?:_\{?\w+\}?)?\s*>\s*0)(?=\s*[.;]?\s*$)/gi,
]

/** An answer without what says of its values how they come or that they are positive: `F (one per filter)`, `C (channels unchanged)`. */
export const withoutAsides = (text: string, { asked }: AnswerKey): string =>
  asked.some(({ quantity }) => quantity.value.kind === 'piecewise')
    ? text
    : asides.reduce((out, aside) => out.replaceAll(aside, ''), text)
