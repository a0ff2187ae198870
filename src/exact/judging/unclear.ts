const root = /\^\s*(-?\d+)\/(\d+)(?!\d|\.\d)/
const divisor = /\/\s*([A-Za-z]\w*)(\s*[A-Za-z]\w*)(?![\w(^[])/

/**
 * Both readings of a text that people read in two ways: `x^1/2` as a root and as x/2, `a/bc` with c below and above
 * the line. Undefined for other texts.
 */
export const unclearReadings = (text: string): readonly [string, string] | undefined => {
  if (root.test(text)) return [text.replace(root, '^($1/$2)'), text.replace(root, '^($1)/$2')]
  const [, first = '', rest = ''] = divisor.exec(text) ?? []
  if (first === '') return undefined
  return [
    text.replace(divisor, `/(${first}*${rest.trim()})`),
    text.replace(divisor, `/${first}*${rest.trim()}`),
  ]
}
