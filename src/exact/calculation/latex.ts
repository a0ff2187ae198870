import { num, sym } from '../algebra.ts'
import * as q from '../rational.ts'
import { type Exact, isExpression } from '../value.ts'
import { toLatex } from '../write/write.ts'
import type { Formula } from './formula.ts'
import { functions } from './functions.ts'
import { functionName, isFactorName } from './names.ts'

type Shown = { readonly latex: string; readonly tight: number }

const sum = 1
const product = 2
const sign = 3
const power = 4
const atom = 5

const atLeast = (shown: Shown, tight: number): string =>
  shown.tight >= tight ? shown.latex : `\\left(${shown.latex}\\right)`

const degree = '{}^{\\circ}'
const names: Readonly<Record<string, string>> = {
  e: 'e',
  pi: '\\pi',
  deg: degree,
  degree,
  degrees: degree,
}

const tightnessOf = (value: Exact): number => {
  if (!isExpression(value)) return atom
  if (value.kind === 'number')
    return q.sign(value.value) < 0 ? sum : q.isInteger(value.value) ? atom : product
  return value.kind === 'sum'
    ? sum
    : value.kind === 'product'
      ? product
      : value.kind === 'power'
        ? power
        : atom
}

const infix = (operator: string, a: Shown, b: Shown, implicit: boolean): Shown => {
  switch (operator) {
    case '+':
      return { latex: `${a.latex} + ${atLeast(b, product)}`, tight: sum }
    case '-':
      return { latex: `${a.latex} - ${atLeast(b, product)}`, tight: sum }
    case '/':
      return { latex: `\\frac{${a.latex}}{${b.latex}}`, tight: product }
    case '^':
      return { latex: `${atLeast(a, atom)}^{${b.latex}}`, tight: power }
    case '.^':
      return { latex: `${atLeast(a, atom)}^{\\circ ${atLeast(b, atom)}}`, tight: power }
    case '.*':
      return { latex: `${atLeast(a, product)} \\odot ${atLeast(b, product)}`, tight: product }
    case './':
      return { latex: `${atLeast(a, product)} \\oslash ${atLeast(b, product)}`, tight: product }
    case 'mod':
      return { latex: `${atLeast(a, product)} \\bmod ${atLeast(b, sign)}`, tight: product }
    default: {
      const right = atLeast(b, product)
      const join = implicit && !/^[\d-]/.test(right) && !right.startsWith('\\frac') ? '\\,' : ' \\cdot '
      return { latex: `${atLeast(a, product)}${join}${right}`, tight: product }
    }
  }
}

const calls: Readonly<Record<string, (args: readonly string[]) => string>> = {
  sqrt: ([x]) => `\\sqrt{${x}}`,
  cbrt: ([x]) => `\\sqrt[3]{${x}}`,
  nthRoot: ([x, n = '2']) => `\\sqrt[${n}]{${x}}`,
  abs: ([x]) => `\\left|${x}\\right|`,
  floor: ([x]) => `\\left\\lfloor ${x} \\right\\rfloor`,
  ceil: ([x]) => `\\left\\lceil ${x} \\right\\rceil`,
  exp: ([x]) => `e^{${x}}`,
  binomial: ([n, k]) => `\\binom{${n}}{${k}}`,
  factorial: ([n]) => `\\left(${n}\\right)!`,
  transpose: ([x]) => `\\left(${x}\\right)^{\\top}`,
  inv: ([x]) => `\\left(${x}\\right)^{-1}`,
  norm: ([x]) => `\\left\\|${x}\\right\\|`,
}
const upright = new Set([
  'sin',
  'cos',
  'tan',
  'sinh',
  'cosh',
  'tanh',
  'ln',
  'log',
  'gcd',
  'det',
  'max',
  'min',
])

const callLatex = (name: string, args: readonly string[]): string => {
  const [body, index, from, to] = args
  if ((name === 'sum' || name === 'prod') && to !== undefined)
    return `\\${name}_{${index} = ${from}}^{${to}} \\left(${body}\\right)`
  const log = /^log(2|10)$/.exec(name)
  if (log) return `\\log_{${log[1]}}\\left(${body}\\right)`
  const known = calls[name]
  if (known) return known(args)
  const head = upright.has(name) ? `\\${name}` : `\\operatorname{${name}}`
  return `${head}\\left(${args.join(', ')}\\right)`
}

const show = (formula: Formula): Shown => {
  switch (formula.kind) {
    case 'number':
      return { latex: toLatex(num(formula.value)), tight: tightnessOf(num(formula.value)) }
    case 'value':
      return { latex: toLatex(formula.value), tight: tightnessOf(formula.value) }
    case 'name':
      return { latex: names[formula.name] ?? toLatex(sym(formula.name)), tight: atom }
    case 'call':
      if (!functions.has(functionName(formula.name)) && isFactorName(formula.name) && formula.args[0])
        return infix('*', show({ kind: 'name', name: formula.name }), show(formula.args[0]), true)
      return {
        latex: callLatex(
          formula.name,
          formula.args.map((x) => show(x).latex),
        ),
        tight: atom,
      }
    case 'array':
      return { latex: arrayLatex(formula.items), tight: atom }
    case 'operation': {
      const [a, b] = formula.args.map(show)
      if (!a) return { latex: '', tight: atom }
      if (formula.operator === 'negate') return { latex: `-${atLeast(a, product)}`, tight: sum }
      if (formula.operator === '!') return { latex: `${atLeast(a, atom)}!`, tight: atom }
      if (formula.operator === 'transpose') return { latex: `${atLeast(a, atom)}^{\\top}`, tight: power }
      return infix(formula.operator, a, b ?? a, formula.implicit === true)
    }
  }
}

const arrayLatex = (items: readonly Formula[]): string => {
  const rows = items.every((item) => item.kind === 'array') ? items : [{ kind: 'array' as const, items }]
  const lines = rows.map((row) =>
    row.kind === 'array' ? row.items.map((x) => show(x).latex).join(' & ') : '',
  )
  return `\\begin{bmatrix}${lines.join(' \\\\ ')}\\end{bmatrix}`
}

/** The formula as it was read, every bracket that matters shown. */
export const formulaLatex = (formula: Formula): string => show(formula).latex
