import { type Formula, negative, over, power, sum, times } from './formula.ts'
import type { PartOfClass } from './hw4-parts.ts'
import { write } from './notation.ts'
import { set } from './sentences.ts'
import type { Value, Writer } from './values.ts'

/** A signal by cases: `shift` moves all of it; the slips are a lost shift, another end and another height. */
type Pieces = {
  readonly rise: readonly Formula[]
  readonly tail: readonly Formula[]
  readonly from: Formula
  readonly to: Formula
}

const signal = (shift: number, height = 127, length = 7, rising = shift): Pieces => {
  const exponent = (by: number): Formula => (by === 0 ? negative('n') : sum(by, negative('n')))
  const later = (by: number): Formula => (by === 0 ? 'n' : sum('n', -by))
  return {
    rise: [
      sum(2, negative(power(2, exponent(rising)))),
      sum(2, negative(power(over(1, 2), later(rising)))),
      sum(2, negative(over(1, power(2, later(rising))))),
    ],
    tail: [
      times(height, power(2, exponent(shift))),
      over(height, power(2, later(shift))),
      times(height, power(over(1, 2), later(shift))),
    ],
    from: shift,
    to: shift + length - 1,
  }
}

const written = (name: string, { rise, tail, from, to }: Pieces, writer: Writer): string => {
  const { notation, pick } = writer
  const say = (formula: Formula): string => write(formula, notation)
  const [a, b] = [say(pick(rise)), say(pick(tail))]
  const [start, end, next] = [say(from), say(to), say(Number(to) + 1)]
  if (notation.kind === 'latex') {
    const otherwise = pick([false, false, true])
    const zero = otherwise ? '' : ` 0 & n < ${start} \\\\`
    const rest = otherwise ? ' \\\\ 0 & \\text{otherwise}' : ''
    return set(
      `${name}\\begin{cases}${zero} ${a} & ${start} \\le n \\le ${end} \\\\ ${b} & n ${pick([`\\ge ${next}`, `> ${end}`])}${rest} \\end{cases}`,
      writer,
    )
  }
  const le = notation.kind === 'unicode' ? '≤' : '<='
  const ge = notation.kind === 'unicode' ? '≥' : '>='
  return pick([
    `${name}0 (n<${start}), ${a} (${start}${le}n${le}${end}), ${b} (n${ge}${next})`,
    `${name}0 for n<${start}; ${a} for ${start}${le}n${le}${end}; ${b} for n${ge}${next}`,
    `${name}${a} for ${start} ${le} n ${le} ${end}, ${b} for n ${ge} ${next}, 0 otherwise`,
    `${name}0 if n < ${start}; ${a} if ${start} ${le} n ${le} ${end}; ${b} if n > ${end}`,
  ])
}

const pieces = (name: string, right: Pieces, wrong: readonly Pieces[]): PartOfClass => ({
  values: [
    {
      right: (writer) => written(writer.pick([`${name}(n) = `, `${name}[n] = `, '']), right, writer),
      wrong: (writer) => written(writer.pick([`${name}(n) = `, '']), writer.pick(wrong), writer),
    },
  ],
  lay: ([value = '']) => value,
})

type Indices = { readonly i: string; readonly j: string; readonly h: string; readonly l: string }
const index = (a: string, b: string, { notation, pick }: Writer): string =>
  notation.kind === 'latex' || pick([true, false]) ? `_{${a},${b}}` : `_{${a}, ${b}}`

/** `Σ dy_{i,j} x_{i+h−1,j+l−1}`; the letters of the sum are free. */
const kernelGradient = (shifted: boolean, writer: Writer): string => {
  const { notation, pick } = writer
  const { i, j, h, l }: Indices = {
    ...pick([
      { i: 'i', j: 'j' },
      { i: 'a', j: 'b' },
      { i: 'p', j: 'q' },
    ]),
    h: 'h',
    l: 'l',
  }
  const top = pick(['m', 'n-k+1'])
  const x = `x${shifted ? index(`${i}+${h}-1`, `${j}+${l}-1`, writer) : index(i, j, writer)}`
  const dy = `dy${index(i, j, writer)}`
  const space = notation.kind === 'latex' ? pick([' ', ' \\, ', ' \\cdot ']) : ' '
  const terms = pick([`${dy}${space}${x}`, `${x}${space}${dy}`])
  return `dw${index(h, l, writer)} = \\sum_{${i}=1}^{${top}} \\sum_{${j}=1}^{${top}} ${terms}`
}

const step = (sign: string, { notation, pick }: Writer): string => {
  const eta = notation.kind === 'unicode' ? 'η' : '\\eta'
  return pick([`w' = w ${sign} ${eta} dw`, `w' = w ${sign} ${eta}\\, dw`])
}

const gradient: PartOfClass = {
  values: [
    { right: (writer) => kernelGradient(true, writer), wrong: (writer) => kernelGradient(false, writer) },
    { right: (writer) => step('-', writer), wrong: (writer) => step('+', writer) },
  ],
  lay: ([dw = '', update = ''], writer) =>
    writer.pick([
      `$${dw}$, $${update}$`,
      `${dw}; ${update}`,
      `$${dw}$ and $${update}$`,
      `$${dw}$\n$${update}$`,
    ]),
}

const upstream = (round: 'ceil' | 'floor', { notation, pick }: Writer): string => {
  const half = (one: string): string => {
    if (notation.kind === 'unicode') return round === 'ceil' ? `⌈${one}/2⌉` : `⌊${one}/2⌋`
    return pick([`\\l${round} ${one}/2 \\r${round}`, `\\l${round} \\frac{${one}}{2} \\r${round}`])
  }
  return `_{${half('i')},${half('j')}}`
}

const maximum =
  (share: string): Value['right'] =>
  (writer) =>
    `\\begin{cases} ${share}dy${upstream('ceil', writer)} & x_{i,j} = y${upstream('ceil', writer)} \\\\ 0 & \\text{otherwise} \\end{cases}`

const average =
  (shares: readonly string[]): Value['right'] =>
  (writer) =>
    `dx_{i,j} = ${writer.pick(shares)} dy${upstream('ceil', writer)}`

const pooling: PartOfClass = {
  values: [
    { right: maximum(''), wrong: maximum('\\frac14 ') },
    {
      right: average(['\\frac14', '\\frac{1}{4}', '1/4', '0.25', '\\tfrac14']),
      wrong: average(['', '\\frac12', '4']),
    },
  ],
  lay: ([max = '', mean = ''], { pick }) =>
    pick([
      `max: ${max}; average: ${mean}`,
      `max: $${max}$\naverage: $${mean}$`,
      `Max pooling: $${max}$; average pooling: $${mean}$`,
    ]),
}

const layers = ['100', '0', '910', '0', '0', '1473']
const shapes = ['28x28x10', '14x14x10', '14x14x10', '7x7x10', '490', '3']

const table: PartOfClass = {
  values: [
    list(layers, [
      ['90', '0', '900', '0', '0', '1470'],
      layers.with(5, '1470'),
      layers.with(0, '90'),
      layers.with(2, '900'),
    ]),
    list(shapes, [
      shapes.with(2, '14x14x20').with(3, '7x7x20').with(4, '980'),
      ['26x26x10', '13x13x10', '11x11x10', '5x5x10', '250', '3'],
      shapes.with(4, '49'),
    ]),
  ],
  lay: ([parameters = '', activations = ''], { pick }) =>
    pick([
      `parameters ${parameters}; activations ${activations}`,
      `params: [${parameters}]; activations: [${activations}]`,
      `parameters = ${parameters}\nactivations = ${activations}`,
      `Parameters: ${parameters}.\nActivations: ${activations}.`,
    ]),
}

function list(right: readonly string[], wrong: readonly (readonly string[])[]): Value {
  const written = (items: readonly string[], { notation: { kind }, pick }: Writer): string =>
    items.join(pick([', ', ', ', ','])).replaceAll('x', kind === 'unicode' ? '×' : pick(['x', ' x ', 'x']))
  return {
    right: (writer) => written(writer.pick([right, right.map(asProduct)]), writer),
    wrong: (writer) => written(writer.pick(wrong), writer),
  }
}

/** Answers may stay as products. */
function asProduct(item: string): string {
  return { 100: '3*3*1*10+10', 910: '3*3*10*10+10', 1473: '490*3+3' }[item] ?? item
}

export const hw4Pieces: Readonly<Record<string, PartOfClass>> = {
  '3a': pieces('y', signal(0), [signal(0, 63), signal(0, 127, 8), signal(0, 127, 7, 1)]),
  '3b': pieces('y_2', signal(5), [signal(0), signal(5, 127, 7, 0), signal(5, 63)]),
  '4e': table,
  '7a': gradient,
  '7c': pooling,
}
