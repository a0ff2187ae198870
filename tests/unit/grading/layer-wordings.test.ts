import { describe, expect, it } from 'vitest'
import { homework } from './homework.ts'

// By hand: 3·3·1·10 + 10, 3·3·10·10 + 10 and 490·3 + 3 parameters.
const counts = '100, 0, 910, 0, 0, 1473'
const shapes = '28x28x10, 14x14x10, 14x14x10, 7x7x10, 490, 3'
const rows = [
  'CONV3-10: 100, 28x28x10',
  'POOL2: 0, 14x14x10',
  'CONV3-10: 910, 14x14x10',
  'POOL2: 0, 7x7x10',
  'FLATTEN: 0, 490',
  'FC-3: 1473, 3',
]
const lines = rows.join('\n')
const table = `| Layer | Activations | Parameters |
|---|---|---|
| Input | 28x28x1 | 0 |
| CONV3-10 | 28x28x10 | 3*3*1*10+10 |
| POOL2 | 14x14x10 | 0 |
| CONV3-10 | 14x14x10 | 3*3*10*10+10 |
| POOL2 | 7x7x10 | 0 |
| FLATTEN | 490 | 0 |
| FC-3 | 3 | 490*3+3 |`
const chain =
  '28x28x1 -> CONV3-10 (100) -> 28x28x10 -> POOL2 (0) -> 14x14x10 -> CONV3-10 (910) -> 14x14x10 -> POOL2 (0) -> 7x7x10 -> FLATTEN (0) -> 490 -> FC-3 (1473) -> 3'

describe('layers as people put them', () => {
  const statusOf = homework()

  it.each([
    ['correct', '[100, 0, 910, 0, 0, 1473] and [(28,28,10),(14,14,10),(14,14,10),(7,7,10),(490,),(3,)]'],
    ['correct', '[(28,28,10),(14,14,10),(14,14,10),(7,7,10),490,3], [100, 0, 910, 0, 0, 1473]'],
    ['partial', '[100, 0, 910, 0, 0, 1470] and [(28,28,10),(14,14,10),(14,14,10),(7,7,10),(490,),(3,)]'],
    ['partial', '[100, 0, 910, 0, 0, 1473] and [(28,28,10),(14,14,10),(14,14,10),(7,7,1),(490,),(3,)]'],
  ])('takes two lists without headings as %s: %s', (status, answer) =>
    expect(statusOf('4e', answer)).toBe(status),
  )

  it.each([
    table,
    chain,
    `Input: 0, 28x28x1\n${lines}`,
    'conv1: 3*3*1*10+10=100 params, 28x28x10; pool: 0 params, 14x14x10; conv2: 3*3*10*10+10=910 params, 14x14x10; pool 0, 7x7x10; flatten 0, 490; fc: 490*3+3=1473 params, 3',
    'CONV3-10: 90 weights + 10 biases = 100, 28x28x10; POOL2: 0, 14x14x10; CONV3-10: 900 + 10 = 910, 14x14x10; POOL2: 0, 7x7x10; FLATTEN: 0, 490; FC-3: 1470 + 3 = 1473, 3',
    lines.replace('POOL2: 0', 'POOL2: no parameters').replace('FLATTEN: 0', 'FLATTEN: -'),
    lines.replace('0, 490', '0, 7x7x10 = 490').replace('28x28x10', '28x28x10 = 7840'),
    lines.replace('0, 490', '0, 490x1').replace('1473, 3', '1,473, 3x1'),
    lines.replace('0, 490', '0, 1x1x490').replace('1473, 3', '1473, (3,)'),
    lines.replace('28x28x10', '[28, 28, 10]').replace('1473, 3', '1473, [3]'),
    `\\begin{array}{lll}${rows.map((row) => row.replace(/(.*): (.*), (.*)/, '\\text{$1}&$2&$3')).join('\\\\')}\\end{array}`,
    `params: (${counts}), shapes: (28,28,10), (14,14,10), (14,14,10), (7,7,10), (490,), (3,)`,
    `$${counts}$ parameters and $28\\times28\\times10$, $14\\times14\\times10$, $14\\times14\\times10$, $7\\times7\\times10$, $490$, $3$ activations`,
    `parameters: ${counts} (2483 in total). activations: ${shapes}`,
    `activations: ${shapes}; parameters: ${counts}`,
    `params = ${counts}\nacts = ${shapes.replaceAll('x', '*')}`,
    `parameters: ${counts.replaceAll(',', '')}\nactivations: ${shapes.replaceAll(',', '')}`,
    `parameters 0, ${counts}; activations 28x28x1, ${shapes}`,
    `# params: ${counts.replace('1473', '1,473')}; activations: ${shapes}`,
    `parameters: ${counts}; activations: ${shapes}x1`,
    `Parameters: (9·1+1)·10 = 100, 0, (9·10+1)·10 = 910, 0, 0, 490·3+3 = 1473. Activations: ${shapes}`,
  ])('reads %s', (answer) => {
    expect(statusOf('4e', answer)).toBe('correct')
    expect(statusOf('4e', answer.replaceAll('14', '13'))).not.toBe('correct')
    expect(statusOf('4e', answer.replace(/910|3\*3\*10\*10\+10/, '911'))).not.toBe('correct')
    expect(statusOf('4e', answer.replace(/(?<![*·\d])490(?![*·\d])/, '491'))).not.toBe('correct')
  })

  it.each([
    ['partial', lines.replace('1473, 3', '1471, 3')],
    ['partial', `Input: 0, 28x28x1\n${lines.replace('100,', '101,')}`],
    ['partial', `parameters: ${counts}; activations: ${shapes.replace('490, 3', '490x1, 4x1')}`],
    // By the customs of PyTorch, which the set does not take.
    ['partial', `parameters ${counts}; activations 10x28x28, 10x14x14, 10x14x14, 10x7x7, 490, 3`],
  ])('tells what is wrong: %s: %s', (status, answer) => expect(statusOf('4e', answer)).toBe(status))

  it.each([
    `Input: 55, 32x32x3\n${lines}`,
    `Input: 0, 32x32x3\n${lines}`,
    table.replace('| 28x28x1 |', '| 28x28x3 |'),
    chain.replace('28x28x1 ->', '32x32x3 ->'),
    table.replace('Activations | Parameters', 'Parameters | Activations'),
    // The sum is right, and not what it is made of.
    lines.replace('100,', '80 weights + 20 biases = 100,'),
    lines.replace('100,', '9*10 = 100,'),
    lines.replace('100,', '100 biases,'),
    lines.replace('0, 490', '0, 7x7x10 = 480'),
    `parameters 1, ${counts}; activations 28x28x1, ${shapes}`,
    `parameters ${counts}, 0; activations ${shapes}`,
    `parameters ${counts}; activations 32x32x3, ${shapes}`,
    `parameters: ${counts} (2500 in total). activations: ${shapes}`,
    `biases: ${counts}; activations: ${shapes}`,
    `parameters: ${counts}; inputs: ${shapes}`,
    `parameters: ${counts}; activations: ${shapes}; but the first layer has 90 parameters`,
  ])('leaves what is not all of it: %s', (answer) => expect(statusOf('4e', answer)).not.toBe('correct'))

  const working = ['9·10+10 = 100', '0', '10(3·3·10+1) = 910', '0', '0', '7·7·10·3+3 = 1,473']
  const products = ['28·28·10 = 7,840', '14*14*10', '14·14·10', '7·7·10 = 490', '490', '3']
  const layers = ['CONV3-10', 'POOL2', 'CONV3-10', 'POOL2', 'FLATTEN', 'FC-3']
  const eachLayer = (line: (name: string, count: string, shape: string, at: number) => string): string[] =>
    layers.map((name, at) => line(name, working[at] ?? '', products[at] ?? '', at))
  const bracketed = '[28,28,10], [14,14,10], [14,14,10], [7,7,10], 490, 3'

  it.each([
    `Layer\tParams\tActivations\n${eachLayer((...cells) => cells.slice(0, 3).join('\t')).join('\n')}`,
    `Layer, parameters, activations\n${eachLayer((...cells) => cells.slice(0, 3).join('; ')).join('\n')}`,
    eachLayer((name, count, shape) => `${name}: ${count} / ${shape}`).join('; '),
    eachLayer(
      (name, count, shape, at) => `${at + 1}. ${name} — parameters: ${count}; activations: ${shape}`,
    ).join('\n'),
    eachLayer((name, count, shape) => `- **${name}**: ${count} params, ${shape}`).join('\n'),
    eachLayer((name, count, shape) => `${name}  params ${count}  out ${shape}`)
      .join('\n')
      .replace('CONV3-10', 'CONV1')
      .replace('POOL2', 'POOL1')
      .replace('CONV3-10', 'CONV2'),
    'CONV: 100 params, 28x28x10 -> POOL: 0, 14x14x10 -> CONV: 910, 14x14x10 -> POOL: 0, 7x7x10 -> FLATTEN: 0, 490 -> FC: 1,473 params, 3 outputs. Total 2,483.',
    'The first conv has 9·10+10 = 100 parameters and gives 28×28×10, the pooling has none and gives 14×14×10, the second conv has 910 and gives 14×14×10, the second pooling has none and gives 7×7×10, flatten has none and gives 490, and the FC layer has 1473 and gives 3.',
    `(i) parameters ${working.join('; ')}\n(ii) activations ${bracketed}`,
    `Parameters (in order): ${working.join('; ')}. Activations (in order): ${bracketed}.`,
    `params = [${working.join('; ')}]\nacts = [${shapes}]`,
    `params = [100; 0; 910; 0; 0; 1,473]\nacts = [${shapes}]`,
  ])('reads working and other layouts: %s', (answer) => {
    expect(statusOf('4e', answer)).toBe('correct')
    expect(statusOf('4e', answer.replace(/(?<!\d)910/, '911'))).not.toBe('correct')
    expect(statusOf('4e', answer.replace(/1,?473/, '1437'))).not.toBe('correct')
    expect(statusOf('4e', answer.replace(/(?<=\W)7(?=[x×*·,])/, '8'))).not.toBe('correct')
    expect(statusOf('4e', answer.replace(/FLATTEN|flatten|\(i\)|params = |Parameters/, 'MACs'))).not.toBe(
      'correct',
    )
  })

  it.each([
    ['partial', `Parameters (in order): ${counts}.`],
    ['partial', `activations: ${shapes}`],
    ['partial', eachLayer((name, count) => `${name}: ${count} params`).join('\n')],
    ['partial', 'params = [100; 0; 910; 0; 0; 1,437]\nacts = [28x28x10, 14x14x10, 14x14x10, 7x7x10, 490, 3]'],
    [
      'wrong',
      '| Layer | Parameters | Activations |\n|---|---|---|\n| CONV3-10 | 90 | |\n| POOL2 | 10 | |\n| CONV3-10 | 900 | |\n| POOL2 | 10 | |\n| FLATTEN | 490 | |\n| FC-3 | 1470 | |',
    ],
  ])('of one list alone is %s: %s', (status, answer) => expect(statusOf('4e', answer)).toBe(status))

  it.each([
    // Names of layers that the network does not have.
    lines.replace('POOL2', 'POOL3'),
    lines.replace('POOL2', 'AVGPOOL3'),
    lines.replace('CONV3-10', 'CONV5-10'),
    lines.replace('CONV3-10: 910', 'CONV1: 910'),
    lines.replace('CONV3-10: 910', 'first conv: 910'),
    lines.replace('FC-3', 'FC-10'),
    // Equations that do not hold.
    lines.replace('100,', '9·10+10 = 101 = 100,'),
    lines.replace('28x28x10', '28·28·10 = 7,841'),
    // Other quantities.
    lines.replace('100,', '100 FLOPs,'),
    `[${counts}] FLOPs and [${shapes}] activations`,
    `[${counts}] multiplications and [${shapes}] activations`,
    `Parameters (in reverse order): ${counts}. Activations (in order): ${shapes}.`,
    `${lines}\nTotal 2,484.`,
    `${lines}\nTotal activations 2,483.`,
    lines.replace('100,', '100 has'),
    lines.replace('POOL2: 0,', 'POOL2:'),
  ])('leaves to a person: %s', (answer) => expect(statusOf('4e', answer)).toBe('person'))
})
