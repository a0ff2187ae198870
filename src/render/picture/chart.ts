import { type Loader, loader, logger, parse, View } from 'vega'
import { compile, type TopLevelSpec } from 'vega-lite'
import { textMetrics } from 'vega-scenegraph'
import { widthOf } from './font.ts'
import { look } from './look.ts'
import type { Art } from './svg.ts'

// Vega lays labels out by their widths, which it can only guess where there is no canvas.
textMetrics.width = ({ fontSize = 11, fontWeight }, text) =>
  widthOf(String(text ?? ''), fontSize, fontWeight === 'bold' ? 'bold' : 'regular')

export type Layers = Extract<TopLevelSpec, { layer: unknown }>['layer']

const refuse = (): Promise<never> => Promise.reject(new Error('a chart holds its own data'))
/** Nothing is read from files or the network. */
const closed: Loader = { ...loader(), load: refuse, sanitize: refuse, http: refuse, file: refuse }

const picture = /^<svg[^>]* width="([\d.]+)" height="([\d.]+)"[^>]*>([\s\S]*)<\/svg>$/

/**
 * A Vega-Lite specification as a part of a picture, in the look of all pictures. Its width and height are those of the
 * whole chart, axes and title included; its data stand in it. Throws NotDrawable for a character that the font lacks.
 */
export const chart = async (spec: TopLevelSpec): Promise<Art> => {
  let failure: unknown
  // Vega tells what goes wrong while it draws, and goes on; half a chart would be a wrong one.
  const log = logger()
  log.warn = log.error = (...problems) => {
    failure ??= problems.find((problem) => problem instanceof Error) ?? new Error(problems.join(' '))
    return log
  }
  const { spec: compiled } = compile(spec, { config: look, logger: log })
  const view = new View(parse(compiled), { renderer: 'none', loader: closed, logger: log })
  try {
    const [, width, height, svg] = picture.exec(await view.toSVG()) ?? []
    if (failure !== undefined) throw failure
    if (svg === undefined) throw new Error('Vega gave no picture')
    for (const [, text = ''] of svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)) widthOf(text, 1)
    return { svg, width: Number(width), height: Number(height) }
  } finally {
    view.finalize()
  }
}
