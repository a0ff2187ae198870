/*
 * The phrases of answers that say where a gradient goes, and their signs: G the gradient of the window, N the word for
 * it, X an entry, Y what comes out of its window; <1/4> a share of G; W the largest entry, O it alone, R the others,
 * A all of them; E that something is spread. Rules go in order.
 */
export type Rule = readonly [phrase: RegExp, sign: string]

export const rewrite = (text: string, rules: readonly Rule[]): string =>
  rules.reduce((out, [phrase, sign]) => out.replaceAll(phrase, sign), text)

const ruleOf = (phrase: string, sign: string): Rule => [new RegExp(phrase, 'g'), ` ${sign} `]

export const notation: readonly Rule[] = [
  [/^\s*[-•*]\s+/gm, ''],
  [/\\text\s*\{([^{}]*)\}/g, ' $1 '],
  [/\\operatorname\*?\s*\{([a-z]+)\}|\\(?:math(?:rm|bf|it)|text)\s*\{([a-z]{2,})\}/g, ' $1$2 '],
  [/\\arg\s*\\?max|\\argmax|arg\s+max/g, 'argmax'],
  [/\\max(?![a-z])/g, 'max'],
  [/\\(?:begin|end)\s*\{cases\}/g, ' '],
  [/\\\\(?:\[[^\]]*\])?/g, ' , '],
  [/&/g, ' if '],
  [/\\left|\\right(?![a-z])|\\limits/g, ''],
  [/→|->|\\(?:to|rightarrow|longrightarrow|mapsto)(?![a-z])/g, ' to '],
  [
    /\\[td]?frac\s*\{(?:\\partial|∂|d)\s*(?:l|\\mathcal\s*\{?l\}?)\}\s*\{(?:\\partial|∂|d)\s*([a-z])((?:_\{[^{}]*\}|_\w+)?)\}/g,
    'd$1$2',
  ],
  [/(?:\\partial|∂|\bd)\s*l\s*\/\s*(?:\\partial\s*|∂|d)([a-z])(?![a-z])/g, 'd$1'],
]

const thing =
  '(?:entr(?:y|ies)|elem(?:ent)?s?|inputs?|pixels?|cells?|values?|units?|neurons?|positions?|locations?|ind(?:ex|ices)|places?|spots?|ones?|members?|eintr(?:a|ä)ge?|elemente?)(?![a-z])'
const spoken: Readonly<Record<number, string>> = { 3: 'three', 4: 'four', 8: 'eight', 9: 'nine' }
const counted = (size: number): string =>
  `(?:${[`${size}`, ...(spoken[size] ? [spoken[size]] : [])].join('|')})(?!\\w)`

/** `2x2` of windows of four entries; nothing else is a window of so many that has a side. */
const squareOf = (count: number): string => {
  const side = Math.round(Math.sqrt(count))
  return side * side === count ? `${side}\\s*(?:x|×|\\\\times|by)\\s*${side}` : '(?!)'
}

/** "… of its window (p, q)" goes without saying. */
export const windows = (count: number): readonly Rule[] => [
  [
    new RegExp(
      `\\s(?:of|in|from|within|inside|im|des)\\s+(?:(?:the|its|each|every|that|a|their|this)\\s+)?(?:(?:pooling|input|${squareOf(count)})\\s+)*(?:windows?|patch(?:es)?|blocks?|fensters?)(?![a-z])(?:\\s*\\(\\s*[a-z]\\s*,\\s*[a-z]\\s*\\))?`,
      'g',
    ),
    ' ',
  ],
]

const number = String.raw`(?:\d+\s*\/\s*\d+|\d+(?:\.\d+)?|\.\d+)`
/** Behind a number that does not go on; a full stop may follow. */
const ended = '(?![\\w/^*]|\\.\\d)'
const article = '(?:(?:the|der|den|die)\\s+)?'
const whole = '(?:(?:full|whole|entire|complete|total|upstream|incoming|output|ganzen?r?|vollen?r?)\\s+)'
const gradient = 'gradient(?:en|s)?(?![a-z])'

export const values: readonly Rule[] = [
  [/\\[td]?frac\s*\{?(\d)\}?\s*\{?(\d+)\}?/g, ' $1/$2 '],
  [/¼/g, ' 1/4 '],
  [/\b(?:an?|one)\s+(?:quarter|fourth)\b|\bone-(?:quarter|fourth)\b|\bein(?:en)?\s+viertel\b/g, ' 1/4 '],
  ruleOf(`\\b(?:no|zero)(?=\\s+${gradient})`, '0'),
  ruleOf(
    `(?:\\ball\\s+(?:of\\s+)?${article}${whole}*|${article}${whole}+)(?:${gradient}(?:\\s+G)?|G)|${article}\\b${gradient}\\s+G`,
    'G',
  ),
  ruleOf(`${article}\\b${gradient}`, 'N'),
  ruleOf(
    `(?<![\\w./])(${number})\\s*(?:(?:of|\\*|·|×|\\\\cdot|\\\\times|des)\\s*)?(?:(?:the|dem)\\s+)?[GN]`,
    '<$1>',
  ),
  ruleOf(`(?<![\\w./])(${number})\\s+of\\s+it(?![a-z'])`, '<$1>'),
  ruleOf(`[GN]\\s*(?:times|\\*|·|×|\\\\cdot|\\\\times)\\s*(${number})${ended}`, '<$1>'),
  ruleOf(`[GN]\\s*/\\s*(\\d+)${ended}`, '<1/$1>'),
  ruleOf('\\\\[td]?frac\\s*\\{?\\s*G\\s*\\}?\\s*\\{?(\\d)\\}?', '<1/$1>'),
  ruleOf(`[GN]\\s+(?:is\\s+|gets\\s+)?divided\\s+by\\s+(\\d+)${ended}`, '<1/$1>'),
  [/(?<![\w./<])0(?![\w/^*]|[.,]\d)|\b(?:zero|zeros|nothing|none|null|nichts)\b/g, ' <0> '],
  ruleOf('G', '<1>'),
]

const largest =
  '(?:argmax(?:imum)?|max(?:imum|imal(?:en?)?)?|winner|winning|largest|biggest|highest|größten?)(?![a-z])'

/** Who gets it, in windows of so many entries. */
export const places = (count: number): readonly Rule[] => [
  ruleOf(`\\b(?:the\\s+)?non-?\\s?${largest}(?:\\s+${thing})?`, 'R'),
  ruleOf(
    `\\b(?:(?:the|das|den|die)\\s+)?(?:${thing}\\s+(?:(?:of|with|that\\s+(?:is|was|has|had|attains?|achieves?))\\s+)?)?(?:the\\s+)?${largest}(?:\\s+${thing})?(?:\\s+of\\s+(?:(?:the|its)\\s+(?:${counted(count)}\\s+)?|all\\s+(?:the\\s+)?${counted(count)}\\s+)${thing})?(?!\\s*N)`,
    'W',
  ),
  [/X\s*(?:={1,2}|is|was)\s*(?:Y|W)|Y\s*={1,2}\s*X/g, ' W '],
  [/\b(?:only|solely|just)\s+(?:(?:to|at|for|through|if|when|where)\s+)?W/g, ' O '],
  [/W\s+(?:only|alone)\b/g, ' O '],
  ruleOf(
    `\\b(?:(?:each|every|all|any)\\s+(?:of\\s+)?)?(?:the\\s+)?(?:others?|rest|remaining|losers?|(?:die\\s+)?anderen?)(?![a-z])(?:\\s+${counted(count - 1)})?(?:\\s+${thing})?`,
    'R',
  ),
  [/\b(?:everywhere\s+else|elsewhere|else|otherwise|sonst)(?![a-z])/g, ' R '],
  ruleOf(
    `\\b(?:each|every|all|jede[rsnm]?|allen?)(?![a-z])(?:\\s+one(?=\\s+of))?(?:\\s+of)?(?:\\s+(?:the|its))?(?:\\s+${counted(count)})?(?:\\s+${thing})?`,
    'A',
  ),
  ruleOf(`\\b(?:the|its|these)\\s+${counted(count)}\\s+${thing}`, 'A'),
  [/\bevery(?:body|one|where)\b/g, ' A '],
  [
    /\b(?:equally|evenly|uniformly|gleichmäßig|(?:distribut|shar|divid)(?:es?|ed)|spreads?|splits?|verteilt)(?![a-z])/g,
    ' E ',
  ],
]

const times = '(?:\\*|·|\\\\cdot(?![a-z]))?'
const indicator = `(?:\\\\(?:mathbf|mathbbm?|mathds|mathrm))?\\s*\\{?\\s*[1i𝟙]\\s*\\}?\\s*_?\\s*(?:\\\\\\{|[[({])\\s*W\\s*(?:\\\\\\}|[\\])}])`

/** `dy · 1[x is the largest]`: else nothing. */
export const indicators: readonly Rule[] = [
  [new RegExp(`(<[^>]*>)\\s*${times}\\s*(?:${indicator}|\\[\\s*W\\s*\\])`, 'gu'), ' $1 W , <0> R '],
  [/(<[^>]*>)\s*(?:\*|·|\\cdot(?![a-z]))\s*\(\s*W\s*\)/g, ' $1 W , <0> R '],
  [new RegExp(`${indicator}\\s*${times}\\s*(<[^>]*>)`, 'gu'), ' $1 W , <0> R '],
]

/** Words that leave who gets what as it is. */
export const fillers =
  /(?<![a-z'])(?:the|a|an|of|to|at|in|into|on|for|by|is|are|be|it|its|this|that|then|with|goes|go|going|gets?|given?|gives|receives?|received|pass(?:es|ed)?|sends?|sent|routes?|routed|flows?|hands?|handed|returns?|back|backwards?|(?:back)?propagate[sd]?|through|over|across|among|between|copied|assigned|if|when|where|while|whereas|geht|gehen|an|am|das|der|den|die|bekommt|bekommen|erhält|beim|bei|im|ist|wird)(?![a-z'])|=/g
