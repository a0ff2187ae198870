import cnn from '../solvers/cnn.ts'
import conv from '../solvers/conv.ts'
import mup from '../solvers/mup.ts'
import newtonschulz from '../solvers/newtonschulz.ts'
import pool from '../solvers/pool.ts'
import receptive from '../solvers/receptive.ts'
import signal from '../solvers/signal.ts'
import xavier from '../solvers/xavier.ts'
import type { Solver } from '../src/model.ts'
import type { Drawing } from '../src/picture.ts'
import { solutionPictures } from '../src/render/solution-pictures.ts'

type Input = Readonly<Record<string, unknown>>

export const drawingsOf = (command: string, solver: Solver, input: Input): readonly Drawing[] => {
  const solution = solver.solve(solver.input.parse(input))
  const echo = Object.entries(input).map(([name, value]) => [name, String(value)] as const)
  return solutionPictures({ command, echo, source: '', solution }).map(({ drawing }) => drawing)
}

const square = (size: number, at: number): string =>
  Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column) => ((at + 1) * (row * size + column + 1)) % 97).join(' '),
  ).join('; ')

/** Inputs by a number, so that no two are alike. */
const asked: readonly (readonly [string, Solver, (at: number) => Input])[] = [
  ['conv', conv, (at) => ({ x: square(5, at), kernel: `[[1,${at}],[-1,1/${at + 2}]]` })],
  ['conv', conv, (at) => ({ x: `[1,${at},3,4]`, kernel: '[0,1,1/2]', padding: 'full' })],
  ['pool', pool, (at) => ({ x: square(4, at), dy: `3 ${at}; 0 3` })],
  ['signal', signal, (at) => ({ x: `u[n]-u[n-${(at % 9) + 1}]`, h: `(1/${at + 2})^n u[n]` })],
  ['receptive', receptive, (at) => ({ layers: `3/1, 2/2, ${(at % 7) + 2}/1, ${(at % 5) + 1}/1` })],
  [
    'cnn',
    cnn,
    (at) => ({ input: `${28 + (at % 50)}x28x1`, layers: `conv3-${at + 1} p1, relu, pool2, fc-3` }),
  ],
  ['xavier', xavier, (at) => ({ fan_in: 64 + at, fan_out: 256, format: at % 2 ? 'fp8-e4m3' : 'fp16' })],
  ['mup', mup, (at) => ({ d_in: 16 + at, d_out: 64, update: 'sign' })],
  ['newtonschulz', newtonschulz, (at) => ({ matrix: `[[1/2,0],[0,1/${at + 2}]]`, steps: 4 })],
]

/** Of every kind, one after the other; every twentieth figure that can move does. */
export const variedDrawing = (at: number): Drawing => {
  const kinds = asked.length + 3
  const which = at % kinds
  const entry = asked[which]
  if (entry) {
    const [command, solver, input] = entry
    const drawings = drawingsOf(command, solver, input(at))
    const [card, figure] = drawings
    if (figure?.kind === 'figure' && at % 2 === 0) return { ...figure, animated: at % 20 === 0 }
    if (!card) throw new Error('no card')
    return card
  }
  if (which === asked.length)
    return { kind: 'verdict', heading: `text ${at}`, agree: at, disagree: 3, unverified: 2 }
  if (which === asked.length + 1)
    return {
      kind: 'finding',
      heading: 'A finding',
      quote: `α = ${at}`,
      claimed: `${at}`,
      expected: `1/${at}`,
      because: 'so',
    }
  const latex = `\\frac{${at}}{\\sqrt{d_{\\text{in}}}} + \\sum_{k=1}^{${at + 2}} x_k`
  return { kind: 'formula', heading: `Step ${at}`, formula: { latex, text: '' } }
}
