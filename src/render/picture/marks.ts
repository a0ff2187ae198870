import { muted } from './colours.ts'

/** A position that is given in pixels. */
export const pixels = (field: string) => ({
  field,
  type: 'quantitative' as const,
  scale: null,
  axis: null,
})

/** From one corner to the other, in pixels. */
export const fromTo = { x: pixels('x'), y: pixels('y'), x2: { field: 'x2' }, y2: { field: 'y2' } } as const

export type Words = {
  readonly x: number
  /** The line they stand on. */
  readonly y: number
  readonly text: string
  readonly size?: number
  readonly bold?: boolean
  readonly ink?: string
  readonly align?: 'left' | 'center' | 'right'
  /** What they are a value of, so that pictures can be read back. */
  readonly of?: string
}

/** Words at places in pixels. */
export const wordsLayer = (words: readonly Words[]) => ({
  data: {
    values: words.map(({ size = 12, bold = false, ink = muted, align = 'left', of = '', ...rest }) => ({
      ...rest,
      size,
      weight: bold ? 'bold' : 'normal',
      ink,
      align,
      of,
    })),
  },
  mark: {
    type: 'text' as const,
    aria: true,
    baseline: 'alphabetic' as const,
    align: { expr: 'datum.align' },
    fontSize: { expr: 'datum.size' },
    fontWeight: { expr: 'datum.weight' },
    color: { expr: 'datum.ink' },
  },
  encoding: { x: pixels('x'), y: pixels('y'), text: { field: 'text' }, description: { field: 'of' } },
})
