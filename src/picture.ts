import type { Exact } from './exact/value.ts'
import type { Figure } from './figure.ts'

/** A formula and how it reads where it cannot be typeset. */
export type Formula = { readonly latex: string; readonly text: string }

export type CardDrawing = {
  readonly kind: 'card'
  readonly heading: string
  readonly given: readonly (readonly [name: string, value: Exact | string])[]
  readonly answers: readonly { readonly symbol: Formula; readonly value: Exact }[]
  readonly conventions: readonly string[]
}

export type FormulaDrawing = { readonly kind: 'formula'; readonly heading: string; readonly formula: Formula }

export type FindingDrawing = {
  readonly kind: 'finding'
  readonly heading: string
  readonly quote: string
  readonly claimed?: Exact | string
  readonly expected?: Exact | string
  readonly because?: string
}

export type VerdictDrawing = {
  readonly kind: 'verdict'
  readonly heading: string
  readonly agree: number
  readonly disagree: number
  readonly unverified: number
}

/** Counts by name, in groups. */
export type BarsDrawing = {
  readonly kind: 'bars'
  readonly heading: string
  readonly groups: readonly {
    readonly name: string
    readonly bars: readonly { readonly name: string; readonly count: number }[]
  }[]
}

/** How a class did: students by equal steps of their points, and each part, the hardest first. */
export type ClassDrawing = {
  readonly kind: 'class'
  readonly heading: string
  readonly most: number
  readonly histogram: readonly number[]
  readonly parts: readonly {
    readonly part: string
    /** Of the points of the answers that are decided. */
    readonly share?: number
    readonly counts: Readonly<Record<'correct' | 'partial' | 'wrong' | 'person', number>>
  }[]
  readonly slips: readonly { readonly part: string; readonly says: string; readonly times: number }[]
}

type FigureDrawing = { readonly kind: 'figure'; readonly figure: Figure; readonly animated: boolean }

/** What to draw, as plain data that can be sent to another process. */
export type Drawing =
  | CardDrawing
  | FormulaDrawing
  | FindingDrawing
  | VerdictDrawing
  | BarsDrawing
  | ClassDrawing
  | FigureDrawing

/** A picture that is drawn only when a surface asks for it. The same facts stand in the reply's text. */
export type PictureRequest = {
  /** Without an extension, which depends on what is drawn. */
  readonly name: string
  readonly alt: string
  readonly drawing: Drawing
}

export type PictureType = 'image/png' | 'image/gif'

export type Picture = {
  readonly name: string
  readonly type: PictureType
  readonly bytes: Uint8Array
  /** In CSS pixels; the picture holds two dots for each. */
  readonly width: number
  readonly height: number
  readonly alt: string
}
