import type { AnswerKey } from '../answer-key.ts'
import { type Routes, routesIn } from './routes.ts'

const counting =
  /[,;]?\s*\(?\s*(?:(?:with\s+)?(?:0|zero)-?(?:based|indexed)(?:\s+(?:indices|indexing|index))?)\s*\)?/gi
const oneBased = /\b(?:1|one)-?(?:based|indexed)\b/i

const sideOf = ({ count }: Routes): number => Math.round(Math.sqrt(count))

/** `dy[i//2, j//2]` counts from 0; counted from 1 that is the window ⌈i/2⌉, ⌈j/2⌉. */
const withWindows = (text: string, { gradient: { name } }: Routes, side: number): string => {
  const isCounted = counting.test(text)
  counting.lastIndex = 0
  if (oneBased.test(text)) return text
  const index = `([a-z])\\s*//\\s*${side}`
  const floors = `(?:\\\\lfloor|⌊)\\s*([a-z])\\s*/\\s*${side}\\s*(?:\\\\rfloor|⌋)`
  const called = `floor\\(\\s*([a-z])\\s*/\\s*${side}\\s*\\)`
  const window = (inside: string): RegExp =>
    new RegExp(
      `(?<![A-Za-z\\\\])${name}(?:\\[\\s*${inside}\\s*,\\s*${inside}\\s*\\]|_\\{\\s*${inside}\\s*,?\\s*${inside}\\s*\\}|\\(\\s*${inside}\\s*,\\s*${inside}\\s*\\))`,
      'gi',
    )
  const forms = isCounted ? [index, floors, called] : [index]
  const read = forms.reduce(
    (out, form) =>
      out.replaceAll(window(form), (_, ...found: (string | undefined)[]) => {
        const [first, second] = found.slice(0, 6).filter((one) => one !== undefined)
        return `${name}_{\\lceil ${first}/${side}\\rceil,\\lceil ${second}/${side}\\rceil}`
      }),
    text,
  )
  return read === text ? text : read.replaceAll(counting, '')
}

/** `np.kron(dy, np.ones((2, 2)))` and `dy.repeat(2, 0).repeat(2, 1)`: dy of its window at every entry. */
const withSpread = (text: string, { gradient: { name } }: Routes, side: number): string => {
  const from = '(?<![\\w.])(?:(?:np|numpy|torch|jnp)\\.)?'
  const forms = [
    `${from}kron\\(\\s*${name}\\s*,\\s*(?:(?:np|numpy|torch|jnp)\\.)?ones\\(\\s*(?:\\(\\s*${side}\\s*,\\s*${side}\\s*\\)|${side}\\s*,\\s*${side})\\s*\\)\\s*\\)`,
    `${from}repeat\\(\\s*(?:(?:np|numpy)\\.)?repeat\\(\\s*${name}\\s*,\\s*${side}\\s*,\\s*(?:axis\\s*=\\s*)?0\\s*\\)\\s*,\\s*${side}\\s*,\\s*(?:axis\\s*=\\s*)?1\\s*\\)`,
    `(?<![\\w.])${name}\\.repeat\\(\\s*${side}\\s*,\\s*(?:axis\\s*=\\s*)?0\\s*\\)\\.repeat\\(\\s*${side}\\s*,\\s*(?:axis\\s*=\\s*)?1\\s*\\)`,
  ]
  return forms.reduce((out, form) => out.replaceAll(new RegExp(form, 'gi'), name), text)
}

const signs = /\/\/|\bkron\(|\brepeat\(|(?:0|zero)-?(?:based|indexed)|\.max\(\)/i

/** Longer texts are working or prose. */
const longest = 1000

/** Gradients of pooling as programs have them, which count from 0, in the notation of the solutions. */
export const withPoolingPrograms = (text: string, key: AnswerKey): string => {
  if (text.length > longest || !signs.test(text)) return text
  const routes = routesIn(key)
  if (!routes || sideOf(routes) ** 2 !== routes.count) return text
  const side = sideOf(routes)
  return withSpread(withWindows(text, routes, side), routes, side)
    .replaceAll(/(?<![\w.])(?:x_)?(?:window|patch|block)\.max\(\)/gi, 'max')
    .replaceAll(/(?<![\w.])(?:np\.)?max\(\s*(?:x_)?(?:window|patch|block)\s*\)/gi, 'max')
}
