import { describe, expect, it } from 'vitest'
import { homework } from './homework.ts'

// By hand: a window of K that moves by S fits (W − K)/S + 1 times into W, and pooling keeps the channels.
describe('shapes of an output as people put them', () => {
  const statusOf = homework()

  it.each([
    'out: (⌊(W − K)/S⌋ + 1) x (⌊(H−K)/S⌋ + 1) x C',
    'out: $$\\Big(\\dfrac{W-K}{S}+1\\Big)\\times\\Big(\\dfrac{H-K}{S}+1\\Big)\\times C$$',
    'output dimensions ⌊(W-K)/S⌋+1 × ⌊(H-K)/S⌋+1 × C',
    'It has size ((W-K)/S+1, (H-K)/S+1, C)',
    'Pooling keeps the channels: [(W-K)/S+1, (H-K)/S+1, C]',
    'shape = $W_{out}=\\left\\lfloor\\frac{W-K}{S}\\right\\rfloor+1,\\ H_{out}=\\left\\lfloor\\frac{H-K}{S}\\right\\rfloor+1,\\ C_{out}=C$',
    "output shape: W' = (W-K)/S+1, H' = (H-K)/S+1, depth C",
    'shape: H_out = (H-K)/S+1, W_out = (W-K)/S+1, C_out = C',
    '(W-K)/S+1 wide, (H-K)/S+1 high, C channels',
    '$W_2=(W-K)/S+1,\\; H_2=(H-K)/S+1,\\; D_2=C$',
  ])('reads %s', (answer) => {
    expect(statusOf('4b', answer)).toBe('correct')
    expect(statusOf('4b', answer.replace(/W(?=\s?[-−])/, 'H'))).not.toBe('correct')
    expect(statusOf('4b', answer.replace(/\bC(?!_|')(?!.*\bC(?!_|'))/s, 'C/2'))).not.toBe('correct')
  })

  it.each([
    'input shape: ((W-K)/S+1) x ((H-K)/S+1) x C',
    'kernel size: ((W-K)/S+1) x ((H-K)/S+1) x C',
    'half the output: ((W-K)/S+1) x ((H-K)/S+1) x C',
    'Pooling halves the channels: ((W-K)/S+1) x ((H-K)/S+1) x C',
    'shape: W_in = (W-K)/S+1, H_in = (H-K)/S+1, C_in = C',
    'shape: W_out = (H-K)/S+1, H_out = (W-K)/S+1, C_out = C',
    '(W-K)/S+1 high, (H-K)/S+1 wide, C channels',
    '(W-K)/S+1 wide, (H-K)/S+1 high, C channels lost',
    'output: width (W-K)/S+1 plus 1, height (H-K)/S+1, depth C',
    'output: W_out = (W-K)/S+1, H_out = (H-K)/S+1, C_out = C, D_out = F',
    'output: ((W-K)/S+1) x ((H-K)/S+1) x C; output: W x H x C',
    'It has size (C, (W-K)/S+1, (H-K)/S+1)',
  ])('leaves to a person: %s', (answer) => expect(statusOf('4b', answer)).toBe('person'))

  // K²CF weights, a bias for each of F filters, and a channel of the output for each.
  it.each([
    'weights: K^2*C*F; biases: F; output dimensions: W_out = (W-K+2P)/S+1, H_out = (H-K+2P)/S+1, channels = F',
    'output: width (W-K+2P)/S+1, height (H-K+2P)/S+1, depth F\nweights: K^2*C*F\nbiases: F',
    'The layer has $F\\,K^2\\,C$ weights and $F$ biases and its output is width (W-K+2*P)//S + 1, height (H-K+2*P)//S + 1, depth F.',
    '| quantity | value |\n|---|---|\n| weights | $K^2CF$ |\n| biases | $F$ |\n| output shape | $W_{out}=\\frac{W-K+2P}{S}+1,\\ H_{out}=\\frac{H-K+2P}{S}+1,\\ C_{out}=F$ |',
  ])('reads a shape beside other values: %s', (answer) => {
    expect(statusOf('4a', answer)).toBe('correct')
    expect(statusOf('4a', answer.replace(/(depth|channels =|C_\{out\}=)( ?)F/, '$1$2C'))).toBe('partial')
    expect(statusOf('4a', answer.replace('2P', 'P').replace('2*P', 'P'))).not.toBe('correct')
  })
})
