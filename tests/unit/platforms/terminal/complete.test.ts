import { describe, expect, it } from 'vitest'
import { completeLine } from '../../../../src/platforms/terminal/complete.ts'
import { fakeExacta } from './fake-exacta.ts'

describe('completion', () => {
  const exacta = fakeExacta()

  it.each([
    ['/co', ['/conv ', '/convlayer '], '/co'],
    ['/CONVL', ['/convlayer '], '/CONVL'],
    ['/q', ['/quit'], '/q'],
    ['co', ['conv ', 'convlayer '], 'co'],
    ['ex', ['explain'], 'ex'],
    ['/conv ker', ['kernel:'], 'ker'],
    ['conv ', ['x:', 'kernel:', 'operation:'], ''],
    ['/conv x:[1,2] ', ['kernel:', 'operation:'], ''],
    ['/conv x:1 2; 3 4 k', ['kernel:'], 'k'],
    ['/conv operation:co', ['convolution', 'correlation'], 'co'],
    ['/conv x:[1] operation: cor', [], 'cor'],
    ['/nothing x', [], '/nothing x'],
  ])('%s', (line, completions, replaces) => {
    expect(completeLine(exacta, line)).toEqual([completions, replaces])
  })
})
