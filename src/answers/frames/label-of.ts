import { nameKey } from '../../check/names.ts'
import { symbolsIn } from '../../check/vocabulary.ts'
import { keptBy } from '../../exact/kept.ts'
import type { AnswerKey, Asked } from '../answer-key.ts'
import { namesIt } from '../labels.ts'
import { isOfOtherThing } from '../other-things.ts'

/** What people call a quantity, by the ending of its name; the first that fits counts. */
const calledBy: readonly (readonly [name: RegExp, phrases: string])[] = [
  [
    /^class/,
    'class, complexity, runtime class, complexity class, asymptotic class, asymptotics, big-o, big o, order, growth, asymptotic complexity, time complexity, runtime complexity, asymptotic runtime, asymptotic cost',
  ],
  [
    /^cost/,
    'cost, runtime, running time, run time, time, flops, flop count, operations, operation count, multiplications, work, total, number of operations',
  ],
  [
    /^speedup$/,
    'speedup, speed-up, speed up, speedup factor, speed-up factor, factor, gain, ratio, improvement, saving, old/new',
  ],
  [
    /_growth$/,
    'growth, growth factor, gain, gradient gain, gradient growth, factor, factor per layer, amplification, backward gain',
  ],
  [
    /_scale$/,
    'correction, correction factor, compensation, compensating constant, compensating factor, constant, multiplier, multiplier to undo it, constant that undoes it, constant to undo it, rescaling, remedy, fix, compensate with, compensate by, undo with, undone by, rescale by, correct by, correct with',
  ],
  [/^growth$/, 'growth, asymptotic growth, scaling, rate, growth rate, order, asymptotics'],
  [/^mean$/, 'mean, expectation, expected value, average, e'],
  [/^variance$/, 'variance, var'],
  [/^scale$/, 'scale, constant, factor, scaling, scaling factor'],
  [
    /^spectral_bound$/,
    'spectral norm, largest spectral norm, operator norm, largest singular value, norm, bound, update norm',
  ],
  [/^out_width$/, 'width, output width, wide'],
  [/^out_height$/, 'height, output height, high, tall'],
  [/^out_channels$/, 'channels, depth, number of channels, output channels, output depth'],
  [/^std$/, 'std, sd, deviation, standard deviation, std dev, std. dev., stdev, std deviation'],
  [/^weights$/, 'weights, number of weights, weight count, n weights, num weights'],
  [/^biases$/, 'biases, number of biases, bias count, n biases, num biases, bias'],
  [/^parameters$/, 'parameters, params, parameter counts, number of parameters, parameters per layer'],
  [/^activations$/, 'activations, acts, activation shapes, output shapes, outputs, activations per layer'],
  [
    /^dw$/,
    'gradient, gradient wrt w, gradient w.r.t. w, weight gradient, kernel gradient, gradient of the kernel, dl/dw',
  ],
  [
    /^w_new$/,
    'new kernel, updated kernel, kernel after one step, w after one step, new weights, updated weights, new w, updated w, w new',
  ],
]

/** Words of a label that change nothing in what it names. */
const small = new Set(
  'the a an my our its it this for of to in is exact total new now final resulting gained'.split(' '),
)

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\d_'./-]+/gu) ?? []
/** The words that name something; of `total` alone that word. */
const contentOf = (text: string): readonly string[] => {
  const words = wordsOf(text)
  const content = words.filter((word) => !small.has(word))
  return content.length > 0 ? content : words
}

const phrasesOf = ({ quantity: { name, aliases = [] }, labels }: Asked): readonly (readonly string[])[] => {
  const said = calledBy.find(([pattern]) => pattern.test(name))?.[1].split(', ') ?? []
  return [name, name.replaceAll('_', ' '), ...aliases, ...said, ...labels]
    .filter((phrase) => /^[\p{L}\d_'./\s=-]+$/u.test(phrase))
    .map(contentOf)
    .filter((words) => words.length > 0)
}

/** Words that may stand beside the label of one of several solutions: `Max pooling`, `(ii) stride 2`. */
const beside = new Set('pooling pool layer output result case'.split(' '))

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((word) => b.includes(word))

/** "Growth of the std", "growth with n": what a growth is of, and in which letter. */
const ofAnother = /\s+(?:of|with|in)\s+(?:the\s+)?([\p{L}\d\s]+)$/iu

const ofIts = (one: Asked, modifier: string, { asked }: AnswerKey): boolean =>
  (one.quantity.value.kind === 'class' && symbolsIn(one.quantity.value).has(modifier.trim())) ||
  asked.some(
    (other) =>
      other !== one &&
      other.quantity.symbol === one.quantity.symbol &&
      phrasesOf(other).some((phrase) => same(phrase, contentOf(modifier))),
  )

const isCalled = (written: string, one: Asked, key: AnswerKey): boolean => {
  const label = written
    .replaceAll(/(?<=[a-z]{2})_(?=[a-z]{2})|(?<=^[a-z])_(?=[a-z]{4})/gi, ' ')
    // `MaxPool`
    .replaceAll(/(?<=[a-z]{2})(?=[A-Z][a-z]{3})/g, ' ')
  // `std²` is not the std.
  if (!/^[\p{L}\d_'./\s=-]+$/u.test(label)) return false
  // `in width` and `input channels` are none of an output.
  if (one.quantity.name.startsWith('out_') && /\bin(?:put)?s?\b/i.test(label)) return false
  const words = contentOf(label)
  const phrases = phrasesOf(one)
  if (phrases.some((phrase) => same(phrase, words))) return true
  // `scale c`: a word for it and its sign.
  const [first = '', second = ''] = words
  if (words.length === 2 && phrases.some((phrase) => same(phrase, [first])) && namesIt(second, one))
    return true
  if (one.labels.length > 0) {
    const left = words.filter((word) => !beside.has(word))
    if (phrases.some((phrase) => same(phrase, left))) return true
  }
  const [whole = '', modifier = ''] = ofAnother.exec(label) ?? []
  return whole !== '' && ofIts(one, modifier, key) && isCalled(label.slice(0, -whole.length), one, key)
}

/** The signs of a value without the indices of an entry: `Var(dw)` for Var(dw_{h,l}). */
const signsOf = ({ quantity: { symbol, aliases = [], value } }: Asked): readonly string[] =>
  value.kind === 'class'
    ? []
    : [symbol, ...aliases].map((sign) => nameKey(sign.replaceAll(/_\{?[a-z],?[a-z]\}?(?=[\])])/g, '')))

/** `dL/dw` and `\\frac{\\partial L}{\\partial w}` at the beginning of a label, the gradient of w. */
const gradient =
  /^(?:(?:d|∂|\\partial\s*)L\s*\/\s*(?:d|∂|\\partial\s*)([a-z])(?![a-z])|\\d?frac\{(?:d|∂|\\partial\s*)L\}\{(?:d|∂|\\partial\s*)([a-z](?:_\w+|_\{\w+(?:,\s*\w+)?\})?)\})/i

/** The one value asked for that a label names, by a sign or in words; undefined where it names none or several. */
export const nameOf = keptBy(
  (label: string, key: AnswerKey): Asked | undefined =>
    called(label, key) ?? called(label.replace(/^\s*#+\s*/, ''), key),
)

const called = (label: string, key: AnswerKey): Asked | undefined => {
  const bare = label
    .replaceAll(/\$|\*\*|`|\\(?:text|mathrm|textbf)\s*\{([^{}]*)\}/g, '$1')
    .replace(/[\s.:=]+$/, '')
    .replace(gradient, (_, first?: string, second?: string) => `d${first ?? second ?? ''}`)
    .replace(/^\s*\\?#\s*(?=[a-z])/i, 'number of ')
    .trim()
  if (bare === '') return undefined
  // Words are looked up among those for it; a verb is none of them.
  const signed = /\s|^[a-z]{4,}$/.test(bare)
    ? []
    : key.asked.filter((one) => namesIt(bare, one) || signsOf(one).includes(nameKey(bare)))
  // The sign of a value is also that of its growth.
  const exact = signed.filter(({ quantity: { value } }) => value.kind !== 'class')
  const named = exact.length > 0 ? exact : signed
  const all = named.length > 0 ? named : key.asked.filter((one) => isCalled(bare, one, key))
  const [found] = all
  return all.length === 1 ? found : undefined
}

/** `C`, `C_{\\text{direct}}` */
const initial = /^([a-z])(?:_\{?(?:\\(?:text|mathrm)\{)?([a-z]{2,})\}?\}?)?$/i

/**
 * `C` of a cost, `s` of a speedup: a letter that begins what one of those asked for is called, of which no label has its
 * `named` yet, and is no name that the solution has.
 */
export const initialOf = (
  label: string,
  key: AnswerKey,
  named: ReadonlySet<Asked> = new Set(),
): Asked | undefined => {
  const [, letter = '', suffix = ''] = initial.exec(label.replaceAll(/[$\s]/g, '')) ?? []
  if (
    letter === '' ||
    isOfOtherThing(letter, key.asked) ||
    [...key.names.symbols, ...key.names.arrays].includes(letter)
  )
    return undefined
  const begins = ([first = '', ...more]: readonly string[]): boolean =>
    more.length === 0 && first.startsWith(nameKey(letter).toLowerCase())
  const begun = key.asked.filter(
    (one) =>
      !named.has(one) &&
      (suffix === '' || one.quantity.name.endsWith(`_${suffix.toLowerCase()}`)) &&
      phrasesOf(one).some(begins),
  )
  // The letter of a cost is also that of its class.
  const exact = begun.filter(({ quantity: { value } }) => value.kind !== 'class')
  const [found] = exact.length > 0 ? exact : begun
  return (exact.length > 0 ? exact : begun).length === 1 ? found : undefined
}
