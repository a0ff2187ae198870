import { createRequire } from 'node:module'

export type Palette = readonly (readonly number[])[]

type Frame = {
  readonly palette: Palette
  readonly delay: number
  /** 0 repeats for ever; given with the first frame. */
  readonly repeat?: number
  readonly transparent?: boolean
  readonly transparentIndex?: number
  readonly dispose?: number
}

type Encoder = {
  writeFrame(index: Uint8Array, width: number, height: number, frame: Frame): void
  finish(): void
  bytes(): Uint8Array
}

type Gifenc = {
  GIFEncoder(): Encoder
  quantize(rgba: Uint8Array, most: number, options: { format: 'rgb565' }): Palette
  applyPalette(rgba: Uint8Array, palette: Palette, format: 'rgb565'): Uint8Array
}

// The package has no types, and its CommonJS exports are found by `require` only: these are the ones used here.
export const gifenc = createRequire(import.meta.url)('gifenc') as Gifenc
