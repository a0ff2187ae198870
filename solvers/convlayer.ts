import { num, plus } from '../src/exact/algebra.ts'
import { distinctAnswers } from '../src/exact/distinct.ts'
import type { Convention, Solver } from '../src/model.ts'
import { alternativesOf } from '../src/topics/convolution-layer/alternatives.ts'
import { type Input, input } from '../src/topics/convolution-layer/fields.ts'
import { sizesOf } from '../src/topics/convolution-layer/sizes.ts'
import { stepsOf } from '../src/topics/convolution-layer/steps.ts'
import { quantity } from '../src/topics/convolution-layer/words.ts'
import { outputShapes, windowsOf } from '../src/topics/output-size.ts'

export default {
  title: 'Size of a convolution layer',
  idea: 'A filter is used at every position, so its weights do not grow with the image; the work and the output do.',
  input,
  examples: [
    {
      says: 'The general layer',
      input: {},
      answers: { weights: 'F*K^2*C', biases: 'F', out_width: 'floor((W-K+2P)/S)+1', out_channels: 'F' },
      source: 'Dumoulin & Visin, A guide to convolution arithmetic for deep learning, relationship 6',
    },
    {
      says: 'The first layer of AlexNet',
      input: { width: 227, height: 227, channels: 3, kernel: 11, stride: 4, padding: 0, filters: 96 },
      answers: { parameters: '34944', out_width: '55', out_height: '55', macs: '105415200' },
      source: 'torch.nn.Conv2d(3, 96, 11, stride=4): shape, numel and MACs, PyTorch 1.13',
    },
  ],
  solve(given) {
    const windows = windowsOf(given)
    const sizes = sizesOf(given, windows)
    const answers = [
      quantity('weights', sizes.weights),
      quantity('biases', sizes.biases),
      quantity('parameters', plus(sizes.weights, sizes.biases)),
      quantity('out_width', sizes.width),
      quantity('out_height', sizes.height),
      quantity('out_channels', given.filters),
      quantity('macs', sizes.macs),
    ]
    return {
      answers,
      steps: stepsOf(given, windows, sizes, answers),
      conventions: conventions(given),
      alternatives: distinctAnswers(alternativesOf(given, windows, sizes), answers),
      arrays: new Map([['input', [given.width, given.height, given.channels]]]),
      get related() {
        return [
          quantity('weights_per_filter', sizes.perFilter),
          quantity('bias_per_filter', num(given.bias ? 1 : 0)),
          ...outputShapes(sizes.width, sizes.height, given.filters),
          quantity('activations', sizes.outputs),
        ]
      },
    }
  },
} satisfies Solver<typeof input>

const conventions = (given: Input): Convention[] => [
  {
    name: 'rounding',
    chosen: 'floor',
    says: 'A last window that does not fit is dropped: the quotient is rounded down.',
  },
  {
    name: 'padding',
    chosen: 'each side',
    says: 'P zeros are added on each side, so a size grows by 2P.',
  },
  {
    name: 'bias',
    chosen: String(given.bias),
    says: given.bias ? 'Each filter has one bias.' : 'The filters have no bias.',
  },
  {
    name: 'macs',
    chosen: 'padded',
    says: 'One MAC is a multiplication with its addition; those with padded zeros count, biases do not.',
  },
]
