import { splitOutside } from '../exact/split-outside.ts'

const size = String.raw`[A-Z](?:'|′|_\{?(?:out|new|o|\d)\}?|\d)`
const cross = String.raw`\s*(?:x|×|\\times(?![a-z]))\s*`
const shape = new RegExp(`(${size})${cross}(${size})${cross}(?=\\S)`)
const end = /[;\n]|,\s|\sand\s|\.\s|\.?$/y
const leadIn = String.raw`(?:[,;]?\s*(?:with|where|let|and|for)\s+)?`

/** What a text says that a name is, and where it says so. */
const definedAs = (
  name: string,
  text: string,
): { readonly whole: string; readonly value: string } | undefined => {
  const escaped = name.replaceAll(/[{}]/g, '\\$&')
  const head = new RegExp(`${leadIn}\\$?${escaped}\\s*=\\s*`, 'i').exec(text)
  if (!head) return undefined
  const [value = ''] = splitOutside(text.slice(head.index + head[0].length), end)
  return { whole: `${head[0]}${value}`, value: value.replace(/\$$/, '').trim() }
}

/** `W' × H' × C with W' = … and H' = …` → `(…) x (…) x C`: sizes of a shape that are defined beside it. */
export const withSizesPutIn = (text: string): string => {
  const [whole, first = '', second = ''] = shape.exec(text) ?? []
  if (whole === undefined || first === second) return text
  const [one, other] = [definedAs(first, text), definedAs(second, text)]
  if (!one || !other) return text
  // What is named a height is one, wherever it stands.
  const [width, height] = /^H/.test(first) && /^W/.test(second) ? [other, one] : [one, other]
  return text
    .replace(whole, () => `(${width.value}) x (${height.value}) x `)
    .replace(one.whole, '')
    .replace(other.whole, '')
    .replace(/^[\s.,;]*(?:then[:,]?\s+)?/i, '')
}
