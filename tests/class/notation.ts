import type { Formula } from './formula.ts'

/** How one student writes: a kind of notation, and how names are spelled in it. */
export type Notation = {
  readonly kind: 'plain' | 'stars' | 'spaced' | 'tight' | 'unicode' | 'latex'
  /** `d_out` → `d_{\text{out}}`, `dout`, `fan_out` */
  readonly spell: (name: string) => string
  /** LaTeX: `\frac{a}{b}` or `\tfrac`; a half power or a root sign elsewhere. */
  readonly variant: number
}

const level = { '+': 1, negative: 1, '*': 2, '/': 2, '^': 3, sqrt: 4, floor: 4 } as const

const rank = (formula: Formula): number =>
  typeof formula === 'object' ? level[formula.op] : typeof formula === 'number' && formula < 0 ? 1 : 4

const superscripts: Readonly<Record<string, string>> = { 2: '²', 3: '³' }

export const write = (formula: Formula, notation: Notation): string => {
  const { kind, spell, variant } = notation
  const latex = kind === 'latex'
  const all = (part: Formula): string => write(part, notation)
  const inner = (part: Formula, least: number): string => {
    if (rank(part) >= least) return all(part)
    return latex ? `\\left(${all(part)}\\right)` : `(${all(part)})`
  }
  if (typeof formula === 'number') return String(formula)
  if (typeof formula === 'string') return spell(formula)
  const [a = 0, b = 0] = formula.of
  if (formula.op === '+') return formula.of.map((part, at) => term(part, at, inner)).join('')
  if (formula.op === 'negative') return `-${inner(a, 2)}`
  if (formula.op === '*') return product(formula.of, notation, inner)
  if (formula.op === '/') {
    if (latex) return `\\${variant % 3 === 1 ? 'tfrac' : 'frac'}{${all(a)}}{${all(b)}}`
    return `${inner(a, 2)}/${inner(b, 3)}`
  }
  if (formula.op === '^') {
    const small = kind === 'unicode' ? superscripts[String(b)] : undefined
    if (latex) return `${inner(a, 4)}^{${all(b)}}`
    return inner(a, 4) + (small ?? `${kind === 'stars' ? '**' : '^'}${inner(b, 4)}`)
  }
  if (formula.op === 'sqrt') {
    if (latex) return `\\sqrt{${all(a)}}`
    return kind === 'unicode' ? `√${inner(a, 4)}` : `sqrt(${all(a)})`
  }
  if (latex) return `\\left\\lfloor ${all(a)} \\right\\rfloor`
  return kind === 'unicode' ? `⌊${all(a)}⌋` : `floor(${all(a)})`
}

type Inner = (part: Formula, least: number) => string

const term = (part: Formula, at: number, inner: Inner): string => {
  if (typeof part === 'object' && part.op === 'negative')
    return `${at === 0 ? '-' : ' - '}${inner(part.of[0] ?? 0, 2)}`
  return `${at === 0 ? '' : ' + '}${inner(part, 2)}`
}

const product = (factors: readonly Formula[], { kind, variant }: Notation, inner: Inner): string => {
  const written = factors.map((factor, at) => inner(factor, at === 0 ? 2 : 3))
  const sign = {
    plain: '*',
    stars: '*',
    spaced: ' ',
    tight: '',
    unicode: '·',
    latex: variant % 3 === 0 ? ' \\cdot ' : variant % 3 === 1 ? ' ' : ' \\, ',
  }[kind]
  // Beside a digit nothing is left out: `2 3` is no product.
  return written.reduce((out, one) => out + (/^[\d.]/.test(one) && !sign.trim() ? ' * ' : sign) + one)
}
