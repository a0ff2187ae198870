import { describe, expect, it } from 'vitest'
import { check } from '../../../src/check/check.ts'
import { reference } from '../../labelled-rows.ts'

const layer = [reference('convlayer', {}, ['weights', 'biases', 'out_width', 'out_height', 'out_channels'])]
const net = [
  reference('cnn', { input: '28x28x1', layers: 'conv3-10 p1, pool2, conv3-10 p1, pool2, flatten, fc-3' }, [
    'parameters',
    'activations',
  ]),
]
const shape =
  'output $(\\lfloor\\frac{W-K+2P}{S}\\rfloor+1)\\times(\\lfloor\\frac{H-K+2P}{S}\\rfloor+1)\\times F$'

/** 3·3·1·10 = 90, 3·3·10·10 = 900 and 490·3 = 1470 weights; 10, 10 and 3 biases. */
const table = (first: string, second: string, third: string): string => `
| Layer | Parameters | Activations |
|---|---|---|
| CONV3-10 | ${first} | 28×28×10 |
| POOL2 | 0 | 14×14×10 |
| CONV3-10 | ${second} | 14×14×10 |
| POOL2 | 0 | 7×7×10 |
| FLATTEN | 0 | 490 |
| FC-3 | ${third} | 3 |
`

describe('a slip that a text chooses', () => {
  it.each([
    ['differs-by-convention', `With \`bias=False\`: weights $K^2CF$, biases $0$, ${shape}.`],
    ['differs-by-convention', `Modern layers are bias-free. Weights $K^2CF$, biases: $0$, ${shape}.`],
    // Nothing says why there are none: F may be what the text likes.
    ['unverified', `Weights $K^2CF$, biases $0$, ${shape}.`],
  ])('%s: %s', (verdict, text) => expect(check(text, layer).verdict).toBe(verdict))

  it('is a convention where the text keeps to it', () => {
    const { verdict, findings } = check(`Without biases:\n${table('90', '900', '1470')}`, net)
    expect(verdict).toBe('differs-by-convention')
    expect(findings[0]?.because).toBe('Without a bias in any layer.')
  })

  it('is a slip where the text does not', () => {
    expect(check(`The last layer has no bias.\n${table('100', '910', '1470')}`, net).verdict).toBe(
      'disagrees',
    )
  })

  it('is a slip where nothing is said', () => {
    const { verdict, findings } = check(table('90', '900', '1470'), net)
    expect(verdict).toBe('disagrees')
    expect(findings[0]?.because).toBe('This is what one gets when the biases are left out.')
  })
})

describe('layers that a heading names', () => {
  const text = (second: string): string => `
## Step 1: First CONV3-10
Parameters: 100. Activations: 28 × 28 × 10.

## Step 2: POOL2
Parameters: 0. Activations: 14 × 14 × 10.

## Step 3: Second CONV3-10
Same filters as before: ${second} parameters. Activations: 14 × 14 × 10.

## Step 4: POOL2
Parameters: 0. Activations: 7 × 7 × 10.

## Step 5: FLATTEN and FC-3
Flatten: 0 parameters, 490. FC-3: 1473 parameters, 3 activations.
`
  it('has claims of its own', () => {
    expect(check(text('910'), net).verdict).toBe('agrees')
    const { verdict, findings } = check(text('100'), net)
    expect(verdict).toBe('disagrees')
    expect(findings.find(({ kind }) => kind === 'disagrees')).toMatchObject({
      quantity: 'parameters_3',
      claimed: '100',
    })
  })
})
