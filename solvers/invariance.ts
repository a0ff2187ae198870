import { z } from 'zod'
import { InputError } from '../src/errors.ts'
import { circularShift, type Shift } from '../src/exact/circular-shift.ts'
import { distinctAnswers } from '../src/exact/distinct.ts'
import { readJson } from '../src/exact/read.ts'
import { ReadError } from '../src/exact/read-error.ts'
import { sizeOf } from '../src/exact/tensor.ts'
import type { Exact, Tensor } from '../src/exact/value.ts'
import { toLatex, toText, toUnicode } from '../src/exact/write/write.ts'
import { field } from '../src/fields.ts'
import type { Alternative, Convention, Quantity, Solution, Solver, Step } from '../src/model.ts'

const mostImages = 64
const mostEntries = 65_536

/** `x1=[[1,0],[0,0]]; x2=1 0; 0 0` as names and texts: a value runs up to the next name. */
const splitNamed = (text: string): readonly (readonly [string, string])[] => {
  const marks = [...text.matchAll(/(?:^|[\s;,])([A-Za-z]\w*)\s*=/g)]
  if (marks.length === 0 || text.slice(0, marks[0]?.index).trim() !== '')
    throw new ReadError('syntax', 'This must be names with their values: x1=[[1,0],[0,0]]; x2=[[0,1],[0,0]].')
  return marks.map((mark, at) => {
    const value = text.slice(mark.index + mark[0].length, marks[at + 1]?.index)
    return [mark[1] ?? '', value.trim().replace(/[;,]$/, '').trim()]
  })
}

const namedEntries = (raw: unknown): readonly (readonly [string, unknown])[] => {
  if (typeof raw !== 'string') {
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
      throw new ReadError('syntax', 'This must be an object from names to values: {"x1": [[1,0],[0,0]]}.')
    return Object.entries(raw)
  }
  if (!raw.trim().startsWith('{')) return splitNamed(raw)
  try {
    return namedEntries(JSON.parse(raw))
  } catch (error) {
    if (error instanceof ReadError) throw error
    throw new ReadError('syntax', 'This begins like JSON and is none.', { cause: error })
  }
}

/** A map from names to arrays of one rank, in the order given. */
const readNamed = (raw: unknown, rank: 1 | 2): ReadonlyMap<string, Tensor> => {
  const out = new Map<string, Tensor>()
  let total = 0
  for (const [name, entry] of namedEntries(raw)) {
    if (!/^[A-Za-z]\w{0,31}$/.test(name))
      throw new ReadError('syntax', `"${name.slice(0, 32)}" is no name like x1.`)
    if (out.has(name)) throw new ReadError('domain', `${name} is given twice. Give it once.`)
    const value = readJson(entry)
    if (value.kind !== 'tensor' || value.shape.length !== rank)
      throw new ReadError('domain', `${name} must be ${rank === 2 ? 'a matrix' : 'a vector'}.`)
    total += sizeOf(value.shape)
    if (total > mostEntries)
      throw new ReadError('too-large', `At most ${mostEntries} entries are taken here, in all.`)
    out.set(name, value)
  }
  if (out.size === 0) throw new ReadError('domain', 'There must be at least one.')
  if (out.size > mostImages)
    throw new ReadError('too-large', `At most ${mostImages} are taken; these are ${out.size}.`)
  return out
}

const example = {
  images: 'x1=[[1,1],[0,0]]; x2=[[1,0],[1,0]]; x3=[[0,0],[1,1]]',
  features: 'x1=[0.8,0,0]; x2=[0,0.8,0]',
}
const input = z.strictObject({
  images: field({ about: 'Images by name: x1=[[…]]; x2=[[…]]', example: example.images }, (raw) =>
    readNamed(raw, 2),
  ),
  features: field(
    { about: 'Known feature vectors by image: x1=[…]; x2=[…]', example: example.features },
    (raw) => readNamed(raw, 1),
  ),
})

/** An image whose features are known, and the shift that turns it into the image in question. */
type Match = { readonly of: string; readonly shift: Shift; readonly features: Tensor }
type Found = { readonly name: string; readonly match: Match | undefined }
type Images = ReadonlyMap<string, Tensor>

const undetermined: Exact = { kind: 'word', word: 'not determined' }

/** `g3` for the image `x3`; `g_cat` for `cat`. */
const featureName = (image: string): string => (/^x\d+$/.test(image) ? `g${image.slice(1)}` : `g_${image}`)
const subscripted = (letter: string, image: string): string => {
  const index = /^x(\d+)$/.exec(image)?.[1]
  return index === undefined ? `${letter}_{\\text{${image.replaceAll('_', ' ')}}}` : `${letter}_{${index}}`
}
const imageSymbol = (image: string): string =>
  /^x\d+$/.test(image) ? subscripted('x', image) : `\\text{${image.replaceAll('_', ' ')}}`

const featureOf = (image: string, value: Exact, about = `features of ${image}`): Quantity => {
  const [symbol, x] = [subscripted('g', image), imageSymbol(image)]
  const aliases = [`f(${x})`, `${symbol}^\\top`, `\\mathbf{${symbol.slice(0, 1)}}${symbol.slice(1)}`]
  return { name: featureName(image), symbol, value, about, aliases }
}

const count = (n: number, unit: string): string => `${n} ${unit}${n === 1 ? '' : 's'}`
const shiftWords = ({ rows, columns }: Shift): string => {
  const parts = [
    ...(rows === 0 ? [] : [`${count(Math.abs(rows), 'row')} ${rows > 0 ? 'down' : 'up'}`]),
    ...(columns === 0
      ? []
      : [`${count(Math.abs(columns), 'column')} to the ${columns > 0 ? 'right' : 'left'}`]),
  ]
  return parts.length === 0 ? 'not at all' : parts.join(' and ')
}
const saysMatch = ({ name, match }: Found): string =>
  match
    ? `${name} is ${match.of} shifted ${shiftWords(match.shift)}`
    : `${name} is no circular shift of an image with known features`

const checkNames = (images: Images, features: Images): void => {
  for (const name of features.keys())
    if (!images.has(name))
      throw new InputError(
        'domain',
        `There is no image ${name}; the images are ${[...images.keys()].join(', ')}.`,
        {
          field: 'features',
          example: example.features,
        },
      )
  const sizes = new Set([...features.values()].map(({ shape }) => shape[0]))
  if (sizes.size > 1)
    throw new InputError(
      'domain',
      'One network gives feature vectors of one length; these differ in length.',
      {
        field: 'features',
        example: example.features,
      },
    )
}

/** Images in one orbit must share their features: f would otherwise have two values. */
const checkConsistent = (images: Images, features: Images): void => {
  const known = [...features]
  for (const [at, [first, ours]] of known.entries())
    for (const [second, theirs] of known.slice(at + 1)) {
      const [from, to] = [images.get(first), images.get(second)]
      if (!from || !to || toText(ours) === toText(theirs)) continue
      const shift = circularShift(from, to)
      if (shift)
        throw new InputError(
          'domain',
          `${second} is ${first} shifted ${shiftWords(shift)}, so their features must be equal; ${toUnicode(ours)} and ${toUnicode(theirs)} contradict that.`,
          { field: 'features', example: example.features },
        )
    }
}

const findMatch = (image: Tensor, images: Images, features: Images): Match | undefined => {
  for (const [of, known] of features) {
    const from = images.get(of)
    const shift = from && circularShift(from, image)
    if (shift) return { of, shift, features: known }
  }
  return undefined
}

const stepsOf = (found: readonly Found[], images: Images, answers: readonly Quantity[]): readonly Step[] => {
  const matched = found.filter(({ match }) => match)
  const index = (name: string, { shift, of }: Match): string => {
    const [rows = 1, columns = 1] = images.get(name)?.shape ?? []
    const back = (letter: string, by: number, size: number): string =>
      by === 0 ? letter : `(${letter} ${by > 0 ? '-' : '+'} ${Math.abs(by)}) \\bmod ${size}`
    return `${imageSymbol(name)}[i, j] &= ${imageSymbol(of)}[${back('i', shift.rows, rows)},\\ ${back('j', shift.columns, columns)}]`
  }
  const shifts = matched.map(({ name, match }) => (match ? index(name, match) : '')).join(' \\\\ ')
  const values = found.map(({ name, match }) =>
    match
      ? `${subscripted('g', name)} &= ${subscripted('g', match.of)} = ${toLatex(match.features)}^\\top`
      : `${subscripted('g', name)} &\\ \\text{not determined}`,
  )
  const [answer, shift] = [
    answers.filter(({ name }) => name !== 'shifts'),
    answers.filter(({ name }) => name === 'shifts'),
  ]
  return [
    {
      rule: 'find-shifts',
      says: `Compare each image with those whose features are known: ${found.map(saysMatch).join('; ')}.`,
      latex:
        shifts === ''
          ? '\\text{no image is a circular shift of a known one}'
          : `\\begin{aligned}${shifts}\\end{aligned}`,
      asks: 'Which known image, shifted round the border, gives each image without features?',
      yields: shift,
    },
    {
      rule: 'equivariance',
      says: 'With circular padding and stride 1 every convolution commutes with a circular shift T, and so does a function of each entry such as ReLU: the feature maps shift along.',
      latex: '\\text{ReLU}(w * (T x) + b) = T\\,\\text{ReLU}(w * x + b)',
      asks: 'What happens to the feature maps when the input is shifted circularly?',
    },
    {
      rule: 'global-average',
      says: 'The global average adds all positions, so a shift of the map does not change it; what follows sees the same numbers.',
      latex: '\\text{GAP}(T z) = \\text{GAP}(z) \\implies f(T x) = f(x)',
      asks: 'What does global average pooling make of a shifted feature map?',
    },
    {
      rule: 'same-orbit',
      says: 'Images that are shifts of each other share their features; nothing follows for any other image.',
      latex: values.length === 0 ? 'f(T x) = f(x)' : `\\begin{aligned}${values.join(' \\\\ ')}\\end{aligned}`,
      asks: 'Which features do the images share?',
      yields: answer,
    },
  ]
}

const conventions: readonly Convention[] = [
  {
    name: 'network',
    chosen: 'circular padding, stride 1, global average pooling',
    says: 'Every convolution has circular padding and stride 1, and global average pooling comes before the dense layers.',
  },
  {
    name: 'shifts',
    chosen: 'circular',
    says: 'Shifts go round the border; rows count downwards and columns to the right. The shortest shift is named where several fit.',
  },
  {
    name: 'otherwise',
    chosen: 'not determined',
    says: 'For an image that is no shift of a known one, the architecture alone determines nothing.',
  },
]

/** Each image with the features of another orbit, and all at once where there are two orbits. */
const alternativesOf = (found: readonly Found[], features: Images): readonly Alternative[] => {
  const values = new Map([...features].map(([name, value]) => [toText(value), { name, value }]))
  const others = (match: Match | undefined) =>
    [...values.values()].filter(({ value }) => !match || toText(value) !== toText(match.features))
  const wrong = (says: string, answers: readonly Quantity[]): Alternative => ({
    kind: 'misconception',
    says,
    answers,
  })
  const swapped = found.flatMap(({ name, match }) => {
    const [other, ...more] = others(match)
    return match && other && more.length === 0 ? [featureOf(name, other.value)] : []
  })
  const single = found.flatMap((one) =>
    others(one.match)
      .slice(0, 4)
      .map(({ name, value }) =>
        wrong(`These are the features of ${name}; but ${saysMatch(one)}.`, [featureOf(one.name, value)]),
      ),
  )
  const zeros = found.flatMap(({ name, match }) => (match ? [featureOf(name, undetermined)] : []))
  return [
    ...(swapped.length > 1
      ? [
          wrong(
            'This is what one gets when rows and columns are confused: each image has the features of the other kind.',
            swapped,
          ),
        ]
      : []),
    ...single,
    wrong(
      'This is what one gets with zero padding, where the border breaks the shift; here the padding is circular.',
      zeros,
    ),
  ]
}

export default {
  title: 'Shift invariance of a convolutional network',
  idea: 'A network that treats all positions alike need not learn the same pattern at each of them; knowing this, one can predict its output without its weights.',
  input,
  examples: [
    {
      says: 'A row of ones elsewhere, and a diagonal',
      input: {
        images: 'x1=[[1,1],[0,0]]; x2=[[1,0],[1,0]]; x3=[[0,0],[1,1]]; x4=[[1,0],[0,1]]',
        features: 'x1=[0.8,0,0]; x2=[0,0.8,0]',
      },
      answers: { g3: '[4/5, 0, 0]', g4: 'not determined' },
      source:
        'Cohen and Welling, Group Equivariant Convolutional Networks (2016), sections 2 and 6: pooling over the group makes features invariant',
    },
  ],
  solve({ images, features }): Solution {
    checkNames(images, features)
    checkConsistent(images, features)
    const found = [...images]
      .filter(([name]) => !features.has(name))
      .map(([name, image]): Found => ({ name, match: findMatch(image, images, features) }))
    // LaTeX text takes no bare underscore.
    const words = found.map((one): Exact => ({ kind: 'word', word: saysMatch(one).replaceAll('_', ' ') }))
    const answers = [
      ...found.map(({ name, match }) => featureOf(name, match?.features ?? undetermined)),
      {
        name: 'shifts',
        symbol: '\\text{shifts}',
        value: { kind: 'list', items: words } as const,
        about: 'which image is which, shifted how',
      },
    ]
    return {
      answers,
      steps: stepsOf(found, images, answers),
      conventions,
      alternatives: distinctAnswers(alternativesOf(found, features), answers),
      related: [...features].map(([name, value]) => featureOf(name, value, `given features of ${name}`)),
    }
  },
} satisfies Solver<typeof input>
