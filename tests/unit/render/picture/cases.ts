import type { Tensor } from '../../../../src/exact/value.ts'
import type { Solution, Solver } from '../../../../src/model.ts'
import type { Drawing } from '../../../../src/picture.ts'
import { solutionPictures } from '../../../../src/render/solution-pictures.ts'
import { solveInput } from '../../solve-input.ts'

const solverOf = async (name: string): Promise<Solver> => {
  const module: { default: Solver } = await import(`../../../../solvers/${name}.ts`)
  return module.default
}

export const solved = async (name: string, input: Readonly<Record<string, unknown>>): Promise<Solution> =>
  solveInput(await solverOf(name), input)

const isTensor = (value: unknown): value is Tensor =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'tensor'

/** The card and the figure of a solved command. */
export const drawingsOf = async (
  name: string,
  input: Readonly<Record<string, unknown>>,
): Promise<readonly Drawing[]> => {
  const { input: schema } = await solverOf(name)
  const read: Readonly<Record<string, unknown>> = schema.parse(input)
  const solution = await solved(name, input)
  const echo = Object.entries(input).map(([field, typed]) => {
    const value = read[field]
    return [field, isTensor(value) ? value : String(typed)] as const
  })
  return solutionPictures({ command: name, echo, source: `/${name}`, solution }).map(({ drawing }) => drawing)
}

const ramp = '1 2 3 4 5; 6 7 8 9 10; 11 12 13 14 15; 16 17 18 19 20; 21 22 23 24 25'
const ramp20 = Array.from({ length: 20 }, (_, row) =>
  Array.from({ length: 20 }, (_, column) => row * 20 + column).join(' '),
).join('; ')
export const rampInput = { x: ramp, kernel: '[[-1,-2,-1],[0,0,0],[1,2,1]]' }
export const poolInput = { x: '1 3 2 4; 5 6 7 8; 9 2 1 0; -1 -2 -3 -4', dy: '3 2; 0 3' }

/** One of every kind of figure. */
export const figures: readonly (readonly [
  kind: string,
  command: string,
  input: Readonly<Record<string, unknown>>,
])[] = [
  ['convolution', 'conv', rampInput],
  ['convolution-padded', 'conv', { x: '1 2; 3 4', kernel: '[[1,0],[0,-1/2]]', padding: 'full' }],
  ['convolution-signal', 'conv', { x: '[1,2,3,4]', kernel: '[0,1,1/2]', padding: 'full' }],
  ['signals', 'signal', { x: 'u[n]-u[n-7]', h: '(1/2)^n u[n]' }],
  ['pooling', 'pool', poolInput],
  ['pooling-symbols', 'pool', { x: 'a b; c d', kind: 'average' }],
  ['receptive-field', 'receptive', { layers: '3/1, 2/2, 3/1' }],
  ['receptive-field-wide', 'receptive', { layers: '7/2,3/2,3/1,3/2,3/2,3/1' }],
  ['network', 'cnn', { input: '28x28x1', layers: 'conv3-10 p1, relu, pool2, flatten, fc-3' }],
  ['network-symbols', 'cnn', { input: 'WxHxC', layers: 'convK-F, pool2, fc-10' }],
  ['initialisation', 'xavier', { fan_in: 784, fan_out: 256, format: 'fp8-e4m3' }],
  ['update-size', 'mup', { d_in: 256, d_out: 64, update: 'sign' }],
  ['singular-values', 'newtonschulz', { matrix: '[[1/2,0],[0,1/10]]', steps: 5 }],
]

const conflict = '‖ΔW‖₂ already contains c.'

/** Cards of each kind. */
export const cards: readonly (readonly [kind: string, drawing: () => Promise<Drawing>])[] = [
  ['card', async () => first(await drawingsOf('pool', poolInput))],
  ['card-elided', async () => first(await drawingsOf('conv', { x: ramp20, kernel: '[[1,0],[0,-1]]' }))],
  [
    'card-rounded',
    async () => first(await drawingsOf('newtonschulz', { matrix: '[[1/2,0],[0,1/10]]', steps: 4 })),
  ],
  [
    'formula',
    async () => ({
      kind: 'formula',
      heading: 'Step 2: solve for the variance',
      formula: { latex: '\\operatorname{Var}(w) = \\frac{1}{d_{\\text{in}}}', text: 'Var(w) = 1/d_in' },
    }),
  ],
  [
    'finding',
    async () => ({
      kind: 'finding',
      heading: 'This disagrees with the solver',
      quote: 'so the largest factor is α = 1',
      claimed: '1',
      expected: '1/16',
      because: conflict,
    }),
  ],
  [
    'verdict',
    async () => ({ kind: 'verdict', heading: '/mup, claim by claim', agree: 6, disagree: 1, unverified: 2 }),
  ],
  [
    'class',
    async () => ({
      kind: 'class',
      heading: 'Homework 4: convolution, scale and gradients',
      most: 5,
      histogram: [1, 0, 3, 6, 9, 14, 12, 8, 5, 2],
      parts: [
        { part: '2e', share: 0.4, counts: { correct: 20, partial: 4, wrong: 35, person: 1 } },
        { part: '3c', share: 0.81, counts: { correct: 48, partial: 0, wrong: 12, person: 0 } },
        { part: '2a', counts: { correct: 0, partial: 0, wrong: 0, person: 60 } },
      ],
      slips: [{ part: '2e', says: conflict, times: 31 }],
    }),
  ],
  [
    'bars',
    async () => ({
      kind: 'bars',
      heading: 'What models got wrong this week',
      groups: [
        {
          name: 'by model',
          bars: [
            { name: 'a model', count: 17 },
            { name: 'a model with a name too long for its line', count: 4 },
          ],
        },
        {
          name: 'by topic',
          bars: [
            { name: '/mup', count: 12 },
            { name: '/conv', count: 9 },
          ],
        },
      ],
    }),
  ],
]

const first = (drawings: readonly Drawing[]): Drawing => {
  const [drawing] = drawings
  if (!drawing) throw new Error('no picture')
  return drawing
}

export const figureDrawing = async (
  command: string,
  input: Readonly<Record<string, unknown>>,
): Promise<Extract<Drawing, { kind: 'figure' }>> => {
  const found = (await drawingsOf(command, input)).find((drawing) => drawing.kind === 'figure')
  if (found?.kind !== 'figure') throw new Error(`/${command} has no figure`)
  return { ...found, animated: false }
}
