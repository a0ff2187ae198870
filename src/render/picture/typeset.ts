import mathjax from 'mathjax'
import { ink } from './colours.ts'
import { NotDrawable } from './not-drawable.ts'
import { type Art, element, short } from './svg.ts'

/** A typeset formula; `baseline` is how far below its top the writing line lies, `size` its size in the end. */
export type Typeset = Art & { readonly baseline: number; readonly size: number }

/** Longer formulas take MathJax past a tenth of a second, and deeper ones past the end of its stack. */
const longestLatex = 2000
const deepestLatex = 40

const depthOf = (latex: string): number => {
  let [depth, deepest] = [0, 0]
  for (const [sign] of latex.matchAll(/\\left|\\right|\\begin|\\end|[{}]/g)) {
    depth += sign === '{' || sign === '\\left' || sign === '\\begin' ? 1 : -1
    deepest = Math.max(deepest, depth)
  }
  return deepest
}

/**
 * Only packages that define no commands from within a formula and load nothing: `newcommand`, `require`, `autoload`,
 * `html` and `noundefined` stay out, so that no formula changes the next one or links anywhere.
 */
const packages = ['base', 'ams', 'boldsymbol', 'cancel', 'color']

const engine = mathjax.init({
  loader: {
    load: ['input/tex-base', 'output/svg', ...packages.slice(1).map((name) => `[tex]/${name}`)],
  },
  tex: { packages, maxBuffer: 2 * longestLatex },
  svg: { fontCache: 'none' },
  startup: { typeset: false },
})

/** What MathJax notes of the source, written as HTML may be but XML may not: `data-latex="n < 0"`. */
const notes = / data-[\w-]+="[^"]*"/g

const viewBox = /viewBox="([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+)"/

/** Throws NotDrawable where LaTeX is wrong, too long, or has a character that the font of formulas lacks. */
export const typeset = async (latex: string, size: number, fill = ink): Promise<Typeset> => {
  if (latex.length > longestLatex) throw new NotDrawable(`a formula of ${latex.length} characters`)
  if (depthOf(latex) > deepestLatex) throw new NotDrawable('a formula nested too deep')
  const { tex2svgPromise, texReset, startup } = await engine
  texReset()
  const html = startup.adaptor.innerHTML(await tex2svgPromise(latex, { display: true }))
  const wrong = /data-mjx-error="([^"]*)"/.exec(html)
  if (wrong) throw new NotDrawable(wrong[1] ?? 'the formula does not typeset')
  if (html.includes('<text')) throw new NotDrawable('a character without a glyph')
  const [, left, top, width, height] = viewBox.exec(html)?.map(Number) ?? []
  const inner = /^<svg[^>]*>([\s\S]*)<\/svg>$/.exec(html)?.[1]
  if (!inner || !/<(path|rect)/.test(inner) || left === undefined || top === undefined || !width || !height)
    throw new NotDrawable('an empty formula')
  const scale = size / 1000
  return {
    svg: element(
      'g',
      {
        transform: `scale(${scale}) translate(${short(-left)} ${short(-top)})`,
        'data-latex': latex,
      },
      inner.replace(notes, '').replaceAll('currentColor', fill),
    ),
    width: width * scale,
    height: height * scale,
    baseline: -top * scale,
    size,
  }
}
