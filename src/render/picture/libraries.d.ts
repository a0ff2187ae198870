declare module 'mathjax' {
  type Adaptor = { innerHTML(node: unknown): string }
  type Loaded = {
    tex2svgPromise(tex: string, options: Readonly<Record<string, unknown>>): Promise<unknown>
    texReset(): void
    readonly startup: { readonly adaptor: Adaptor }
  }
  const mathjax: { init(configuration: Readonly<Record<string, unknown>>): Promise<Loaded> }
  export default mathjax
}

declare module 'vega-scenegraph' {
  type Styled = { readonly fontSize?: number; readonly fontWeight?: string | number }
  /** Assigning `width` is how a measure of one's own is put in. */
  export const textMetrics: { width(item: Styled, text: unknown): number }
}

declare module 'opentype.js' {
  /** Letters are those of SVG's paths; TrueType has M, L, Q and Z. */
  export type Command = {
    readonly type: string
    readonly x1?: number
    readonly y1?: number
    readonly x2?: number
    readonly y2?: number
    readonly x?: number
    readonly y?: number
  }
  type Glyph = {
    readonly advanceWidth: number
    getPath(x: number, y: number, size: number): { readonly commands: readonly Command[] }
  }
  type Font = {
    readonly unitsPerEm: number
    hasChar(character: string): boolean
    charToGlyph(character: string): Glyph
  }
  const opentype: { parse(file: ArrayBuffer, options: { readonly lowMemory: boolean }): Font }
  export default opentype
}
