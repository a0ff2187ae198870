import { divide, multiply, one, type Rational, rational } from '../rational.ts'

/** What a unit measures, as powers of base quantities, and how many base units it is. */
export type Unit = {
  readonly scale: Rational
  readonly dimension: ReadonlyMap<string, number>
  /** A degree is π/180, which no rational scale is. */
  readonly isDegree?: boolean
}

/** A text without the unit behind its value. */
export type Measured = { readonly text: string; readonly unit: Unit }

const power = (base: number, exponent: number): Rational =>
  exponent < 0 ? rational(1n, BigInt(base) ** BigInt(-exponent)) : rational(BigInt(base) ** BigInt(exponent))

const base = (scale: Rational, dimension: Readonly<Record<string, number>>): Unit => ({
  scale,
  dimension: new Map(Object.entries(dimension)),
})

/** Units that take the prefixes of the SI. */
const prefixed: readonly (readonly [names: string, unit: Unit])[] = [
  ['m metre metres meter meters', base(one, { length: 1 })],
  ['s sec second seconds', base(one, { time: 1 })],
  ['g gram grams', base(rational(1, 1000), { mass: 1 })],
  ['B byte bytes', base(rational(8), { data: 1 })],
  ['bit bits', base(one, { data: 1 })],
  ['Hz', base(one, { time: -1 })],
  ['N', base(one, { mass: 1, length: 1, time: -2 })],
  ['J', base(one, { mass: 1, length: 2, time: -2 })],
  ['W', base(one, { mass: 1, length: 2, time: -3 })],
  ['V', base(one, { volt: 1 })],
  ['A', base(one, { ampere: 1 })],
  ['Pa', base(one, { mass: 1, length: -1, time: -2 })],
  ['L', base(rational(1, 1000), { length: 3 })],
  ['FLOP FLOPs FLOPS flop flops', base(one, { flop: 1 })],
]

const prefixes: ReadonlyMap<string, Rational> = new Map([
  ['', one],
  ['n', power(10, -9)],
  ['u', power(10, -6)],
  ['µ', power(10, -6)],
  ['μ', power(10, -6)],
  ['m', power(10, -3)],
  ['c', power(10, -2)],
  ['k', power(10, 3)],
  ['K', power(10, 3)],
  ['M', power(10, 6)],
  ['G', power(10, 9)],
  ['T', power(10, 12)],
  ['P', power(10, 15)],
  ['milli', power(10, -3)],
  ['micro', power(10, -6)],
  ['nano', power(10, -9)],
  ['centi', power(10, -2)],
  ['kilo', power(10, 3)],
  ['mega', power(10, 6)],
  ['giga', power(10, 9)],
  ['tera', power(10, 12)],
])

const alone: readonly (readonly [names: string, unit: Unit])[] = [
  ['min minute minutes', base(rational(60), { time: 1 })],
  ['h hr hrs hour hours', base(rational(3600), { time: 1 })],
  ['day days', base(rational(86_400), { time: 1 })],
  ['KiB', base(rational(8n * 2n ** 10n), { data: 1 })],
  ['MiB', base(rational(8n * 2n ** 20n), { data: 1 })],
  ['GiB', base(rational(8n * 2n ** 30n), { data: 1 })],
  ['TiB', base(rational(8n * 2n ** 40n), { data: 1 })],
]

const unitNames: ReadonlyMap<string, Unit> = new Map([
  ...prefixed.flatMap(([names, unit]) =>
    names
      .split(' ')
      .flatMap((name) =>
        [...prefixes].map(([prefix, factor]): [string, Unit] => [
          `${prefix}${name}`,
          { ...unit, scale: multiply(unit.scale, factor) },
        ]),
      ),
  ),
  ...alone.flatMap(([names, unit]) => names.split(' ').map((name): [string, Unit] => [name, unit])),
])

const degree: Unit = { scale: one, dimension: new Map([['angle', 1]]), isDegree: true }

const raisedDigits: ReadonlyMap<string, number> = new Map([
  ['²', 2],
  ['³', 3],
])

const part = /^([A-Za-zµμ]+)(?:\^\{?(-?[1-3])\}?|([²³]))?$/

/** `km/h`, `cm^2`, `GB/s`; undefined for what is no unit. */
const unitOf = (written: string): Unit | undefined => {
  const [above, ...below] = written.replace(/\s+/g, '').split('/')
  if (above === undefined || below.length > 1) return undefined
  let scale = one
  const dimension = new Map<string, number>()
  for (const [side, sign] of [[above, 1] as const, ...below.map((text) => [text, -1] as const)])
    for (const factor of side.split(/[·⋅*]|\\cdot/)) {
      const [, name = '', exponent, raised] = part.exec(factor) ?? []
      const unit = unitNames.get(name)
      if (!unit) return undefined
      const times = sign * (exponent ? Number(exponent) : (raisedDigits.get(raised ?? '') ?? 1))
      for (let i = 0; i < Math.abs(times); i += 1)
        scale = times > 0 ? multiply(scale, unit.scale) : divide(scale, unit.scale)
      for (const [quantity, exponentOf] of unit.dimension)
        dimension.set(quantity, (dimension.get(quantity) ?? 0) + times * exponentOf)
    }
  return { scale, dimension: new Map([...dimension].filter(([, exponent]) => exponent !== 0)) }
}

const numeric = String.raw`(?:[A-Za-z]\s*=\s*)?[-−+]?[\d.,\s/×*^()e+−-]*[\d)]`
const plainUnit = new RegExp(String.raw`^\s*(${numeric})\s+([A-Za-zµμ][A-Za-zµμ\d²³^/·{}-]*)\s*\.?\s*$`)
const texUnit =
  /^(.*[\d)}])\s*(?:\\[,;!: ]|~)*\s*\\(?:text|textrm|mathrm|mbox|operatorname|rm)\s*\{\s*([A-Za-zµμ][^{}]*?)\s*\}(\^\{?-?[1-3]\}?)?[\s.]*$/s
const degrees = /^(.*\d)\s*(?:\^\s*\{?\s*\\circ\s*\}?|°|\\degree|\\textdegree)[\s.]*$/s

/** Takes off the unit behind a value; undefined where none stands there that is known. */
export const measured = (text: string): Measured | undefined => {
  if (text.length > 400) return undefined
  const angle = degrees.exec(text)?.[1]
  if (angle !== undefined) return { text: angle, unit: degree }
  const [, value, name, exponent = ''] = texUnit.exec(text) ?? plainUnit.exec(text) ?? []
  const unit = name === undefined ? undefined : unitOf(`${name}${exponent}`)
  return value !== undefined && unit ? { text: value.trim(), unit } : undefined
}

export const sameDimension = (a: Unit, b: Unit): boolean =>
  a.dimension.size === b.dimension.size &&
  [...a.dimension].every(([quantity, exponent]) => b.dimension.get(quantity) === exponent)
