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

declare module 'gifenc' {
  type Palette = readonly (readonly number[])[]
  type Encoder = {
    writeFrame(
      index: Uint8Array,
      width: number,
      height: number,
      options: {
        readonly palette?: Palette
        readonly delay: number
        readonly repeat?: number
        readonly transparent?: boolean
        readonly transparentIndex?: number
        readonly dispose?: number
      },
    ): void
    finish(): void
    bytes(): Uint8Array
  }
  const gifenc: {
    GIFEncoder(): Encoder
    quantize(rgba: Uint8Array | Uint8ClampedArray, most: number, options?: { format?: string }): Palette
    applyPalette(rgba: Uint8Array | Uint8ClampedArray, palette: Palette, format?: string): Uint8Array
  }
  export default gifenc
}
