import { describe, expect, it } from 'vitest'
import { homework } from './homework.ts'

describe('features of inputs as people put them', () => {
  const statusOf = homework()

  // x_1 and x_4 have one horizontal line, x_2 and x_3 a vertical one; those of x_1 and x_2 are given.
  it.each([
    'g3=g2=[0, 0.8, 0] and g4=g1=[0.8, 0, 0]',
    'g_3 = g_2 = (0,0.8,0)^T, g_4 = g_1 = (0.8,0,0)^T',
    'f(x_3) = f(x_2) = [0,0.8,0], f(x_4) = f(x_1) = [0.8,0,0]',
    'f(x_1) = [0.8,0,0] = f(x_4), f(x_2) = [0,0.8,0] = f(x_3)',
    'x_1 = x_4 = [0.8,0,0], x_2 = x_3 = [0,0.8,0]',
    'g3 = g2 and g4 = g1',
    'The features of x3 are [0,0.8,0] and of x4 are [0.8,0,0]',
    'Because of shift invariance x3 has the same features as x2, [0, 0.8, 0], and x4 the same as x1, [0.8, 0, 0].',
    'x3 same as x2 = [0, 0.8, 0], x4 same as x1 = [0.8, 0, 0]',
    'x3 is a shift of x2, so g3 = [0 0.8 0]; x4 is a shift of x1, so g4 = [0.8 0 0]',
    'x_3 behaves like x_2 = [0,0.8,0] and x_4 like x_1 = [0.8,0,0]',
    'for x3 [0,0.8,0], for x4 [0.8,0,0]',
    '[0,0.8,0] for x_3 and [0.8,0,0] for x_4 (shift invariance)',
    'x3 has [0, 0.8, 0] and x4 has [0.8, 0, 0]',
    'x_3 \\mapsto [0,0.8,0], x_4 \\mapsto [0.8,0,0]',
    'x3: <0, 0.8, 0>, x4: <0.8, 0, 0>',
    'g(x3) -> <0, 0.8, 0>; g(x4) -> <0.8, 0, 0>',
    '- g(x3): {0, 0.8, 0}\n- g(x4): {0.8, 0, 0}',
    'x3 ↦ ⟨0, 0.8, 0⟩, x4 ↦ ⟨0.8, 0, 0⟩',
    '$g_3 = \\langle 0, 0.8, 0 \\rangle$, $g_4 = \\left\\{\\tfrac45, 0, 0\\right\\}$',
    'x_3: same as x_2, i.e. (0, 0.8, 0). x_4: same as x_1, i.e. (0.8, 0, 0).',
    'x3 has the features of x2, x4 those of x1: [0,0.8,0] and [0.8,0,0]',
    'x3 gets the features of x2 and x4 those of x1',
    '$g_3=g_2=[0,0.8,0]^\\top,\\quad g_4=g_1=[0.8,0,0]^\\top$',
  ])('reads %s', (answer) => {
    expect(statusOf('4f', answer)).toBe('correct')
    const swapped = answer.replaceAll(/(?<=[xg]_?)[34]/g, (index) => (index === '3' ? '4' : '3'))
    expect(['wrong', 'person']).toContain(statusOf('4f', swapped))
    if (answer.includes('0.8')) expect(statusOf('4f', answer.replace('0.8', '0.7'))).not.toBe('correct')
  })

  it.each([
    ['wrong', 'g3 = g1, g4 = g2'],
    ['wrong', 'g_3 = f(x_1) = [0.8,0,0], g_4 = f(x_2) = [0,0.8,0]'],
    ['partial', 'g3 = g2'],
    // Other features than those that they are said to be.
    ['person', 'f(x_3) = f(x_1) = [0,0.8,0], f(x_4) = f(x_2) = [0.8,0,0]'],
    ['person', 'x3 same as x1 = [0, 0.8, 0], x4 same as x2 = [0.8, 0, 0]'],
    ['person', 'x3 is a shift of x1, so g3 = [0 0.8 0]; x4 is a shift of x2, so g4 = [0.8 0 0]'],
    ['person', 'g3 = g2, g4 = g3'],
    ['person', 'g3 = 2*g2, g4 = 2*g1'],
    ['person', 'x_3 = x_4 = [0,0.8,0]'],
    ['person', 'x_1: [0,0.8,0], x_2: [0.8,0,0]'],
    ['person', 'the sum of x_3 is [0,0.8,0] and of x_4 is [0.8,0,0]'],
    ['person', 'x3 is not like x2, x4 is not like x1'],
    ['person', 'x3 has the features of x1, x4 those of x2: [0,0.8,0] and [0.8,0,0]'],
    ['person', 'x3 has the features of x2, x4 those of x1: [0.8,0,0] and [0,0.8,0]'],
    ['person', 'x3 has the features of x2, x4 twice those of x1: [0,0.8,0] and [0.8,0,0]'],
    ['person', 'x_3: same as x_2, i.e. (0, 0.6, 0). x_4: same as x_1, i.e. (0.8, 0, 0).'],
    ['wrong', 'x3: <0.8, 0, 0>, x4: <0, 0.8, 0>'],
    ['wrong', 'x3: -<0, 0.8, 0>, x4: -<0.8, 0, 0>'],
    ['person', 'x3: <0, 0.8, 0> > x4: <0.8, 0, 0>'],
    ['person', 'x3: 2<0, 0.8, 0>, x4: 2<0.8, 0, 0>'],
    ['person', 'x3: 2{0, 0.8, 0}, x4: {0.8, 0, 0}'],
    ['person', 'x3: {0, 0.8, 0}^2, x4: {0.8, 0, 0}'],
    ['person', 'x3: max{0, 0.8, 0}, x4: {0.8, 0, 0}'],
  ])('of what is said of others is %s: %s', (status, answer) => expect(statusOf('4f', answer)).toBe(status))
})
