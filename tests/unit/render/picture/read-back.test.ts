import { describe, expect, test } from 'vitest'
import { formatRational, parseRational } from '../../../../src/exact/rational.ts'
import { rationalsOf } from '../../../../src/exact/tensor.ts'
import { toLatex, toUnicode } from '../../../../src/exact/write/write.ts'
import type { Solution } from '../../../../src/model.ts'
import { artOf } from '../../../../src/render/picture/draw.ts'
import { cards, figureDrawing, poolInput, rampInput, solved } from './cases.ts'

/** The words of a picture by what they are a value of: over and under a bar become `a/b`. */
const readBack = (svg: string): ReadonlyMap<string, string> => {
  const drawn = new Map<string, string>()
  for (const [, name = '', text = ''] of svg.matchAll(/<text aria-label="([^"]+)"[^>]*>([^<]*)<\/text>/g)) {
    const over = drawn.get(name)
    drawn.set(name, `${over === undefined ? '' : `${over}/`}${text.replaceAll('−', '-')}`)
  }
  return drawn
}

const drawnTensor = (drawn: ReadonlyMap<string, string>, name: string): readonly string[] =>
  [...drawn]
    .filter(([key]) => key.startsWith(`${name}:`))
    .map(([, text]) => formatRational(parseRational(text) ?? { n: 0n, d: 0n }))

const entries = (solution: Solution, name: string): readonly string[] => {
  const value = solution.answers.find((answer) => answer.name === name)?.value
  if (value?.kind !== 'tensor') throw new Error(`${name} is no array`)
  return (rationalsOf(value) ?? []).map(formatRational)
}

const drawnOf = async (command: string, input: Readonly<Record<string, unknown>>) =>
  readBack((await artOf(await figureDrawing(command, input))).svg)

describe('the numbers drawn are those of the solution', () => {
  test.each([
    ['conv', rampInput, 'y'],
    ['conv', { x: '1 2; 3 4', kernel: '[[1/3,0],[0,-1/2]]', padding: 'full' }, 'y'],
    ['conv', { x: '[1,2,3,4]', kernel: '[0,1,1/2]', padding: 'full' }, 'y'],
    ['pool', poolInput, 'y'],
    ['pool', poolInput, 'dx'],
    ['pool', { ...poolInput, kind: 'average' }, 'y'],
  ])('%s %j: %s', async (command, input, name) => {
    const expected = entries(await solved(command, input), name)
    expect(expected.length).toBeGreaterThan(3)
    expect(drawnTensor(await drawnOf(command, input), name)).toEqual(expected)
  })

  test('signals, from NumPy’s convolve of the first samples', async () => {
    const drawn = await drawnOf('signal', { x: 'u[n]-u[n-3]', h: '(1/2)^n u[n]' })
    // numpy.convolve([1, 1, 1], 0.5 ** arange(12)), NumPy 1.24.2; two samples before n = 0 are 0.
    expect(drawnTensor(drawn, 'y').slice(0, 6)).toEqual(['0', '0', '1', '3/2', '7/4', '7/8'])
  })

  test('the stretches of a signal, those at the ends going on beyond what is drawn', async () => {
    const { svg } = await artOf(await figureDrawing('signal', { x: 'u[n]-u[n-4]', h: 'u[n]-u[n-3]' }))
    // 0 1 2 3 3 2 1 0 from n = −1, numpy.convolve([1] * 4, [1] * 3), NumPy 1.24.2.
    for (const span of ['n ≤ −1', '0 ≤ n ≤ 2', '3 ≤ n ≤ 6', 'n ≥ 7']) expect(svg).toContain(`>${span}</text>`)
  })

  test('sizes and parameters of a network', async () => {
    const input = { input: '28x28x1', layers: 'conv3-10 p1, pool2, flatten, fc-3' }
    const drawn = await drawnOf('cnn', input)
    const { answers } = await solved('cnn', input)
    const list = (name: string) => {
      const value = answers.find((answer) => answer.name === name)?.value
      return value?.kind === 'list' ? value.items.map(toUnicode) : []
    }
    expect(list('activations').map((_, at) => drawn.get(`activation:${at}`))).toEqual(list('activations'))
    expect(
      list('parameters').map((_, at) => drawn.get(`parameters:${at}`)?.split(' ')[0]?.replace('no', '0')),
    ).toEqual(list('parameters'))
  })

  test('receptive fields, from Araujo, Norris & Sim (Distill 2019): R = 3, 4, 8', async () => {
    const drawn = await drawnOf('receptive', { layers: '3/1, 2/2, 3/1' })
    expect([1, 2, 3].map((layer) => drawn.get(`field:${layer}`))).toEqual(['3', '4', '8'])
  })

  test('codes used', async () => {
    const input = { fan_in: 784, fan_out: 256, format: 'fp8-e4m3' }
    const { answers } = await solved('xavier', input)
    const used = answers.find(({ name }) => name === 'codes_used')?.value
    expect((await drawnOf('xavier', input)).get('codes')).toContain(
      `Codes used: ${used && toUnicode(used)} of`,
    )
  })

  test('the right α, typeset', async () => {
    const input = { d_in: 256, d_out: 64, update: 'sign' }
    const { answers } = await solved('mup', input)
    const alpha = answers.find(({ name }) => name === 'alpha')?.value
    const { svg } = await artOf(await figureDrawing('mup', input))
    expect(svg).toContain(`data-latex="\\alpha = ${alpha && toLatex(alpha)}"`)
  })

  test('claims', async () => {
    const verdict = cards.find(([kind]) => kind === 'verdict')?.[1]
    if (!verdict) throw new Error('no case')
    const drawn = readBack((await artOf(await verdict())).svg)
    expect([...drawn]).toEqual([
      ['agree', '6'],
      ['disagree', '1'],
      ['not checked', '2'],
    ])
  })

  test('counts', async () => {
    const bars = cards.find(([kind]) => kind === 'bars')?.[1]
    if (!bars) throw new Error('no case')
    const { svg } = await artOf(await bars())
    expect([...svg.matchAll(/>(\d+)<\/text>/g)].map(([, count]) => count)).toEqual(['17', '4', '12', '9'])
  })

  test('every entry of an answer stands in its card', async () => {
    const card = cards.find(([kind]) => kind === 'card')?.[1]
    if (!card) throw new Error('no case')
    const { svg } = await artOf(await card())
    expect(svg).toContain('data-latex="y = \\begin{bmatrix}6 &amp; 8 \\\\ 9 &amp; 1\\end{bmatrix}"')
  })
})
