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
