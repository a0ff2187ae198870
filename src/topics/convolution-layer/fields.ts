import { z } from 'zod'
import { num, sym } from '../../exact/algebra.ts'
import type { Expression } from '../../exact/expression.ts'
import { axesField, flagField, sizeField } from '../../fields.ts'

const both = (name: string): readonly [Expression, Expression] => [sym(name), sym(name)]

export const input = z.strictObject({
  width: sizeField({
    about: 'Width W of the input',
    example: '32',
    meaning: { symbol: 'W', kind: 'length', mayBe: ['height'] },
  }).default(sym('W')),
  height: sizeField({
    about: 'Height H of the input',
    example: '32',
    meaning: { symbol: 'H', kind: 'length', mayBe: ['width'] },
  }).default(sym('H')),
  channels: sizeField({
    about: 'Channels C of the input',
    example: '3',
    meaning: { symbol: 'C', kind: 'count', mayBe: ['filters'] },
  }).default(sym('C')),
  kernel: axesField({
    about: 'Kernel size K: n or [rows, cols]',
    example: '3',
    meaning: { symbol: 'K', kind: 'length' },
  }).default(both('K')),
  stride: axesField({
    about: 'Stride S: n or [rows, cols]',
    example: '1',
    meaning: { symbol: 'S', kind: 'length', mayBe: ['kernel'] },
  }).default(both('S')),
  padding: axesField(
    {
      about: 'Zeros on each side, P: n or [rows, cols]',
      example: '1',
      meaning: { symbol: 'P', kind: 'length' },
    },
    0,
  ).default(both('P')),
  dilation: axesField({
    about: 'Distance of kernel entries: n or [rows, cols]',
    example: '1',
    meaning: { kind: 'length' },
  }).default([num(1), num(1)]),
  filters: sizeField({
    about: 'Filters F: channels of the output',
    example: '64',
    meaning: { symbol: 'F', kind: 'count', mayBe: ['channels'] },
  }).default(sym('F')),
  bias: flagField({ about: 'One bias a filter', example: 'true' }).default(true),
  groups: sizeField({
    about: 'Groups of channels',
    example: '1',
    meaning: { kind: 'count', mayBe: ['channels', 'filters'] },
  }).default(num(1)),
})

export type Input = z.output<typeof input>
