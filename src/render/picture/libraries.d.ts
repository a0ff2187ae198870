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
