import { describe, expect, it } from 'vitest'
import { alignedTable, matrixIn } from '../../../src/check/tables.ts'

describe('a table', () => {
  it.each([
    [
      'of numbers alone',
      [
        ['1', '−2'],
        ['3', '1/2'],
      ],
      '[[1,-2],[3,1/2]]',
    ],
    [
      'under an empty header',
      [
        ['', ''],
        ['1', '2'],
      ],
      '[[1,2]]',
    ],
    [
      'with counted places',
      [
        ['', '0', '1'],
        ['0', '5', '6'],
        ['1', '7', '8'],
      ],
      '[[5,6],[7,8]]',
    ],
    [
      'with named places',
      [
        ['', 'col 1', 'col 2'],
        ['row 1', '5', '6'],
        ['row 2', '7', '8'],
      ],
      '[[5,6],[7,8]]',
    ],
    [
      'whose labels do not count',
      [
        ['', '3', '7'],
        ['a', '5', '6'],
        ['b', '7', '8'],
      ],
      undefined,
    ],
    [
      'of words',
      [
        ['layer', 'size'],
        ['conv', '3'],
      ],
      undefined,
    ],
  ])('%s is a matrix or none', (_, rows, matrix) => {
    expect(matrixIn(rows)).toBe(matrix)
  })

  it('set in columns is found by its wide gaps', () => {
    const text = 'Layer   Params  Output\nCONV    100     28x28x10\nPOOL2   0       14x14x10'
    const rows = alignedTable(text)?.map((row) => row.map(({ from, to }) => text.slice(from, to)))
    expect(rows).toEqual([
      ['Layer', 'Params', 'Output'],
      ['CONV', '100', '28x28x10'],
      ['POOL2', '0', '14x14x10'],
    ])
    expect(alignedTable('y = 3\nz = 4')).toBeUndefined()
  })
})
