import { describe, expect, it } from 'vitest'
import { InputError } from '../../src/errors.ts'
import { parseCall, readOptions } from '../../src/parse.ts'
import { loadRegistry } from '../../src/registry.ts'

const registry = await loadRegistry()

const refusal = (run: () => unknown): InputError => {
  try {
    run()
  } catch (error) {
    if (error instanceof InputError) return error
    throw error
  }
  throw new Error('it was accepted')
}

describe('parseCall', () => {
  it('splits options at their names, whatever brackets and spaces a value has', () => {
    expect(parseCall('/conv x:1 2; 3 4 kernel:[[1, 0], [0, -1]] padding: same', registry)).toEqual({
      command: 'conv',
      options: { x: '1 2; 3 4', kernel: '[[1, 0], [0, -1]]', padding: 'same' },
    })
  })

  it('takes text before the first option as the leading option, and a missing slash', () => {
    expect(parseCall('conv [1,2] kernel:[1]', registry).options).toEqual({ x: '[1,2]', kernel: '[1]' })
    expect(parseCall('/calc 1/2 + 1/3', registry).options).toEqual({ expression: '1/2 + 1/3' })
  })

  it('lets a command stand inside free text', () => {
    expect(parseCall('/check of:/conv x:[1] kernel:[2] answer:y: it is 2', registry).options).toEqual({
      of: '/conv x:[1] kernel:[2]',
      answer: 'y: it is 2',
    })
  })

  it('names the nearest command and option', () => {
    expect(refusal(() => parseCall('/cnov x:[1]', registry)).message).toContain('/conv')
    const option = refusal(() => parseCall('/conv x:[1] strid:2', registry))
    expect([option.field, option.example]).toEqual(['strid', 'stride:1'])
    expect(option.message).toContain('stride')
  })

  it.each(['hw9', 'foo', 'hello', 'x'])('finds no command near /%s', (typed) => {
    const error = refusal(() => parseCall(`/${typed}`, registry))
    expect([error.message, error.example]).toEqual([
      `There is no command \`/${typed}\`. \`/help\` lists all.`,
      undefined,
    ])
  })

  it.each([
    ['convolve', 'conv'],
    ['cnov', 'conv'],
    ['recptive', 'receptive'],
  ])('finds for /%s the command %s', (typed, meant) => {
    expect(refusal(() => parseCall(`/${typed}`, registry)).message).toContain(`The nearest is \`/${meant}\``)
  })

  it('asks for a command after a lone slash', () => {
    expect(refusal(() => parseCall('/', registry)).message).toBe(
      'Name a command after the slash; `/help` lists them.',
    )
  })

  it('takes the symbol of a field for its name', () => {
    expect(parseCall('/convlayer W:32 K:3', registry).options).toEqual({ width: '32', kernel: '3' })
    expect(refusal(() => parseCall('/convlayer W:32 width:3', registry)).field).toBe('width')
  })

  it('suggests no option that is far from what was typed', () => {
    const error = refusal(() => parseCall('/conv x:[1] quality:2', registry))
    expect(error.message).toMatch(/^`\/conv` has no option of this name\. All are: x, kernel,/)
    expect(error.example).toBeUndefined()
  })

  it('refuses an option given twice, and a text past the limit', () => {
    expect(refusal(() => parseCall('/conv x:[1] x:[2]', registry)).field).toBe('x')
    expect(refusal(() => parseCall(`/calc ${'1+'.repeat(200_000)}1`, registry)).kind).toBe('too-large')
  })

  it('keeps names such as __proto__ as what they are: unknown', () => {
    expect(refusal(() => parseCall('/conv x:[1] __proto__:1', registry)).field).toBe('__proto__')
  })
})

describe('readOptions', () => {
  const entry = registry.get('conv')
  if (!entry) throw new Error('conv is missing')

  it.each([
    ['ragged rows', { x: '[[1,2],[3]]', kernel: '[[1]]' }, 'x', 'domain'],
    ['an empty matrix', { x: '[[]]', kernel: '[[1]]' }, 'x', undefined],
    ['nothing', { kernel: '[1]' }, 'x', 'syntax'],
    ['a word', { x: 'hello there', kernel: '[1]' }, 'x', undefined],
    ['stride 0', { x: '[1,2]', kernel: '[1]', stride: 0 }, 'stride', 'domain'],
    ['negative padding', { x: '[1,2]', kernel: '[1]', padding: -1 }, 'padding', 'domain'],
    ['NaN', { x: [Number.NaN, 1], kernel: [1] }, 'x', undefined],
    ['infinity', { x: '[Infinity, 1]', kernel: [1] }, 'x', undefined],
    ['a decimal JSON number', { x: [0.1, 1], kernel: [1] }, 'x', undefined],
    ['an unknown field', { x: [1], kernel: [1], strid: 1 }, 'strid', 'syntax'],
    ['an unknown choice', { x: [1], kernel: [1], operation: 'multiply' }, 'operation', 'domain'],
  ])('refuses %s, naming the field', (_, options, field, kind) => {
    const error = refusal(() => readOptions(entry, options, 4096))
    expect(error.field).toBe(field)
    if (kind) expect(error.kind).toBe(kind)
  })

  it('says which row is ragged', () => {
    expect(refusal(() => readOptions(entry, { x: '[[1,2,3],[1,2]]', kernel: '[[1]]' }, 4096)).message).toBe(
      'Row 2 has 2 entries, row 1 has 3. Every row must have the same length.',
    )
  })

  it('refuses more entries than the surface takes', () => {
    const error = refusal(() => readOptions(entry, { x: new Array(5000).fill(1), kernel: [1] }, 4096))
    expect([error.kind, error.field]).toEqual(['too-large', 'x'])
  })
})

describe('symbols of a command that takes any', () => {
  const signal = registry.get('signal')
  if (!signal) throw new Error('signal is missing')

  it('are fields of their own, or stand together in one', () => {
    const apart = readOptions(signal, { x: 'u[n]-u[n-L]', h: 'a^n u[n]', L: 7, a: '1/2' }, 4096)
    const together = readOptions(signal, { x: 'u[n]-u[n-L]', h: 'a^n u[n]', symbols: 'L=7, a = 1/2' }, 4096)
    expect(together).toEqual(apart)
  })

  it('are refused where no name stands', () => {
    const error = refusal(() => readOptions(signal, { x: 'u[n]', h: 'u[n]', symbols: '7' }, 4096))
    expect([error.field, error.example]).toEqual(['symbols', 'symbols:L=7, a=1/2'])
  })
})
