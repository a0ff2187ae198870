import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import cnn from '../../../solvers/cnn.ts'
import receptive from '../../../solvers/receptive.ts'
import { refusalOf, rivals, solveWith, texts } from '../../solving.ts'

const homework = { input: '28x28x1', layers: 'conv3-10 p1, pool2, conv3-10 p1, pool2, flatten, fc-3' }

describe('known networks', () => {
  test('the table of homework 4, problem 4e (listed answer)', () => {
    const solution = solveWith(cnn, homework)
    expect(texts(solution.answers)).toMatchObject({
      parameters: '[100, 0, 910, 0, 0, 1473]',
      activations: '[[28, 28, 10], [14, 14, 10], [14, 14, 10], [7, 7, 10], [490], [3]]',
      total_parameters: '2483',
    })
    expect(rivals(solution, 'parameters')).toContain('[90, 0, 900, 0, 0, 1470]')
    const products = solution.steps.map(({ latex }) => latex).join('\n')
    expect(products).toContain('3 \\cdot 3 \\cdot 1 \\cdot 10 + 10 = 100')
    expect(products).toContain('3 \\cdot 3 \\cdot 10 \\cdot 10 + 10 = 910')
    expect(products).toContain('490 \\cdot 3 + 3 = 1473')
  })

  // Table 2 of Simonyan & Zisserman (2014) gives 138 million; 138,357,544 is numel() of torchvision's vgg16.
  test('VGG-16', () => {
    const blocks = [
      [64, 64],
      [128, 128],
      [256, 256, 256],
      [512, 512, 512],
      [512, 512, 512],
    ]
    const convolutions = blocks.map((block) =>
      [...block.map((n) => `conv3-${n} same, relu`), 'maxpool2'].join(', '),
    )
    const layers = [...convolutions, 'flatten, fc-4096, relu, dropout, fc-4096, relu, dropout, fc-1000'].join(
      ', ',
    )
    expect(texts(solveWith(cnn, { input: '224x224x3', layers }).answers)).toMatchObject({
      total_parameters: '138357544',
      receptive_field: '212',
      // 15.47 billion multiply-adds in Canziani, Paszke & Culurciello (2016) are this count.
      total_macs: '15470264320',
    })
  })

  // numel() of torchvision's alexnet (Krizhevsky 2014, one tower).
  test('AlexNet', () => {
    const layers =
      'conv11-64 s4 p2, relu, maxpool3 s2, conv5-192 p2, relu, maxpool3 s2, conv3-384 p1, relu, conv3-256 p1, relu, ' +
      'conv3-256 p1, relu, maxpool3 s2, flatten, fc-4096, relu, fc-4096, relu, fc-1000'
    const { answers } = solveWith(cnn, { input: '224x224x3', layers })
    expect(texts(answers)).toMatchObject({ total_parameters: '61100840' })
    expect(texts(answers).activations).toContain('[6, 6, 256], [9216], [4096]')
  })

  // numel() of torch.nn: depthwise 3·3·32 + 32, pointwise 32·64 (no bias), BatchNorm2d(64) 128, Linear(64, 10) 650.
  test('depthwise, pointwise, normalization and global pooling', () => {
    const layers = ['conv3-32 g32 same', 'conv1-64 nobias', 'bn', 'relu', 'gap', 'fc-10']
    expect(texts(solveWith(cnn, { input: [16, 16, 32], layers }).answers)).toMatchObject({
      parameters: '[320, 2048, 128, 0, 0, 650]',
      activations: '[[16, 16, 32], [16, 16, 64], [16, 16, 64], [16, 16, 64], [64], [10]]',
    })
  })
})

describe('notation', () => {
  test.each([
    ['CONV3-10 p1 -> ReLU → POOL2; Flatten', '[[28, 28, 10], [28, 28, 10], [14, 14, 10], [1960]]'],
    ['conv 3-10 pad=1, max pool2, avg pool 2', '[[28, 28, 10], [14, 14, 10], [7, 7, 10]]'],
    ['conv3x5-4, pool3 s1, fc-2', '[[26, 24, 4], [24, 22, 4], [2]]'],
    ['conv5-6 s2 p2 d1, pool2x1', '[[14, 14, 6], [7, 14, 6]]'],
    ['conv3-4 d2, linear-7, softmax', '[[24, 24, 4], [7], [7]]'],
  ])('%s', (layers, activations) => {
    expect(texts(solveWith(cnn, { input: '28 × 28 × 1', layers }).answers).activations).toBe(activations)
  })

  test('symbols', () => {
    const { answers } = solveWith(cnn, { input: 'W x H x C', layers: 'convK-F p1, pool2, flatten, fc-N' })
    expect(texts(answers)).toMatchObject({
      activations:
        '[[W - K + 3, H - K + 3, F], [floor((W - K + 1)/2) + 1, floor((H - K + 1)/2) + 1, F], ' +
        '[(floor((W - K + 1)/2) + 1) * (floor((H - K + 1)/2) + 1) * F], [N]]',
      receptive_field: 'K + 1',
    })
    expect(texts(answers).parameters).toContain('[K^2 * C * F + F, 0, 0, ')
  })

  test('a flat input', () => {
    // A 784-128-10 perceptron: 784·128 + 128 + 128·10 + 10.
    expect(texts(solveWith(cnn, { input: 784, layers: 'fc-128, relu, fc-10' }).answers)).toMatchObject({
      parameters: '[100480, 0, 1290]',
      total_parameters: '101770',
    })
  })
})

test('the receptive field is that of /receptive', () => {
  const layer = fc.record({ kernel: fc.integer({ min: 1, max: 5 }), stride: fc.integer({ min: 1, max: 3 }) })
  fc.assert(
    fc.property(fc.array(layer, { minLength: 1, maxLength: 4 }), (layers) => {
      const typed = layers.map(({ kernel, stride }) => `conv${kernel}-2 s${stride}`)
      const { answers } = solveWith(cnn, { input: '999x999x1', layers: typed })
      expect(texts(answers).receptive_field).toBe(
        texts(solveWith(receptive, { layers }).answers).receptive_field,
      )
    }),
  )
})

describe('refuses', () => {
  test.each([
    ['an unknown layer', 'cnv3-10', /^layers: "cnv3-10" is no layer .*did you mean conv\?/],
    ['a slip in a name', 'conv3-10, poool2', /did you mean pool\?/],
    ['an unknown option', 'conv3-10 q2', /^layers: "conv3-10 q2": "q2" is no option/],
    [
      'a missing comma',
      'conv3-10 dropout fc-3',
      /^layers: "conv3-10 dropout fc-3": "dropout" is a layer of its own; put a comma before it/,
    ],
    ['an unknown layer after a blank', 'conv3-10 droput fc-3', /"droput" is no option; .*a comma before it/],
    ['an option of another layer', 'pool2 g2', /^layers: "pool2 g2": pool takes no groups/],
    ['no filters', 'conv3', /^layers: "conv3" lacks a size; write it as conv3-10/],
    ['a stride of 0', 'conv3-10 s0', /^layers: .*"0" is no whole number of at least 1/],
    ['negative padding', 'conv3-10 p-1', /^layers: .*"-1" is no whole number of at least 0/],
    ['half a kernel', 'conv5/2-10', /^layers: .*"5\/2" is no whole number/],
    ['a window beyond the input', 'pool2, conv15-3', /^layers: "conv15-3": the window covers 15, .* 14/],
    ['groups that do not divide', 'conv3-10 g3', /^layers: .*3 groups must divide the 1 channels/],
    ['a convolution of a vector', 'flatten, conv3-10', /^layers: "conv3-10" needs a picture/],
    ['pooling of a vector', 'fc-9, pool2', /^layers: "pool2" needs a picture/],
    ['no layers', ',', /^layers: There must be at least one layer/],
  ])('%s', (_, layers, message) => {
    expect(refusalOf(cnn, { input: '28x28x1', layers })).toMatch(message)
  })
  test.each([
    ['no input', { layers: 'pool2' }, /^input: /],
    ['a fractional size', { input: '28x3/2x1', layers: 'pool2' }, /^input: .*"3\/2" is no whole number/],
    ['four sizes', { input: '1x28x28x1', layers: 'pool2' }, /^input: This must be width × height × channels/],
    ['pages of symbols', { input: 'WxHxC', layers: new Array(65).fill('conv3-4') }, /^layers: With symbols/],
    ['too many layers', { input: '9x9x1', layers: new Array(201).fill('relu') }, /^layers: There may be 200/],
    ['an unknown field', { ...homework, depth: 2 }, /depth/],
  ])('%s', (_, given, message) => {
    expect(refusalOf(cnn, given)).toMatch(message)
  })
})

test.each([
  ['s2', 'S2'],
  ['s2', 'stride=2'],
  ['s2', 'stride2'],
  ['pP', 'p=P'],
  ['same', 'p=same'],
  ['d2', 'dilation2'],
])('the option %s is also written %s', (one, other) => {
  const answersWith = (option: string) =>
    texts(solveWith(cnn, { input: '28x28x1', layers: `conv3-10 ${option}` }).answers)
  expect(answersWith(other)).toEqual(answersWith(one))
})
