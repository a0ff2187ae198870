/** A formula that is said: what it comes to in signs, and where it ends. */
type Said = { readonly formula: string; readonly open: 'no' | 'bare' | 'closed' }

const numbers = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve'
    .split(' ')
    .map((word, at) => [word, String(at)]),
)

const token =
  /\s*(?:(,)|(\()|(\))|(divided\s+by|over|times|multiplied\s+by|plus|minus)(?![\w-])|((?:the\s+)?(?:inverse|reciprocal)\s+(?:of\s+(?:the\s+)?)?(?:square[\s-]+)?root(?:\s+of)?(?![\w-])|(?:the\s+)?(?:square[\s-]+)?(?:root|sqrt)(?:\s+of)?(?![\w-])|(?:the\s+)?(?:reciprocal|inverse)\s+of(?:\s+the)?(?![\w-]))|(squared|cubed)(?!\w)|(?:the\s+)?((?:in|out)put\s+(?:dimension|size|width)|fan[\s-](?:in|out))(?!\w)|((?:\\?[A-Za-z]+_(?:\{\w+\}|\w+)|\d+(?:\.\d+)?|[A-Za-z](?![A-Za-z])['′]?|d(?:in|out)(?!\w))(?:\^\{?-?\d+\}?)?)|([-+*/·×−])|([a-z]+)(?![a-z]))/iy

type Kind = 'comma' | 'open' | 'close' | 'operator' | 'root' | 'power' | 'noun' | 'name' | 'sign' | 'word'
const kinds: readonly Kind[] = [
  'comma',
  'open',
  'close',
  'operator',
  'root',
  'power',
  'noun',
  'name',
  'sign',
  'word',
]
type Token = { readonly kind: Kind; readonly text: string }

const tokensOf = (text: string): readonly Token[] | undefined => {
  const out: Token[] = []
  token.lastIndex = 0
  let from = 0
  while (from < text.length) {
    if (text.slice(from).trim() === '') break
    token.lastIndex = from
    const found = token.exec(text)
    if (!found) return undefined
    const at = found.slice(1).findIndex((one) => one !== undefined)
    const kind = kinds[at]
    const said = found[at + 1] ?? ''
    const digits = kind === 'word' ? numbers.get(said.toLowerCase()) : undefined
    if (!kind || (kind === 'word' && digits === undefined && !/^the$/i.test(said))) return undefined
    if (digits !== undefined) out.push({ kind: 'name', text: digits })
    else if (kind !== 'word')
      out.push({ kind, text: said.toLowerCase().startsWith('the ') ? said.slice(4) : said })
    from = found.index + found[0].length
  }
  return out
}

const signOf = (said: string): string => {
  const word = said.toLowerCase().replaceAll(/\s+/g, ' ')
  if (word === 'plus' || word === '+') return '+'
  if (word === 'minus' || word === '-' || word === '−') return '-'
  return word === 'divided by' || word === 'over' || word === '/' ? '/' : '*'
}

/** Which end a name has: that of `d_in` is the input's. */
const endOf = (name: string): string | undefined => /(in|out)\}?$/i.exec(name)?.[1]?.toLowerCase()

/** Reads a formula that is said in words; undefined where a word is none of one, or what it joins is unclear. */
const formulaOf = (text: string): string | undefined => {
  const tokens = tokensOf(text)
  if (!tokens || tokens.length > 40) return undefined
  let at = 0
  const isNext = (kind: Kind): boolean => tokens[at]?.kind === kind

  const factor = (): Said | undefined => {
    const one = tokens[at]
    at += 1
    if (one?.kind === 'root') {
      const under = factor()
      // `the root of d squared`
      if (!under || tokens[at - 1]?.kind === 'power') return undefined
      const isInverse = /inverse|reciprocal/i.test(one.text)
      const root = /root|sqrt/i.test(one.text) ? `sqrt(${under.formula})` : `(${under.formula})`
      return {
        formula: `${isInverse ? '1/' : ''}${root}`,
        open: under.open === 'no' ? 'no' : 'bare',
      }
    }
    if (one?.kind === 'noun') {
      const name = tokens[at]
      const end = /^(in|out)|(in|out)$/i.exec(one.text)?.slice(1).find(Boolean)?.toLowerCase()
      if (name?.kind !== 'name' || endOf(name.text) !== end) return undefined
      at += 1
      return powered(name.text)
    }
    if (one?.kind === 'name') return powered(one.text)
    if (one?.kind !== 'open') return undefined
    const inside = sum()
    if (!inside || !isNext('close')) return undefined
    at += 1
    const whole = powered(`(${inside.formula})`)
    return { ...whole, open: 'no' }
  }

  const powered = (base: string): Said => {
    const power = tokens[at]
    if (power?.kind !== 'power') return { formula: base, open: 'closed' }
    at += 1
    return { formula: `${base}^${/squared/i.test(power.text) ? 2 : 3}`, open: 'closed' }
  }

  /** A product; `bare` where its last factor is a root that may reach further. */
  const product = (): Said | undefined => {
    let last = factor()
    if (!last) return undefined
    let { formula } = last
    let [divided, isLong] = [false, false]
    for (;;) {
      const sign = tokens[at]
      if ((sign?.kind !== 'operator' && sign?.kind !== 'sign') || /^[+-]$/.test(signOf(sign.text))) break
      // `the root of a times b`, `a over b times c`: what belongs together is not said.
      if (last.open === 'bare' || divided) return undefined
      at += 1
      last = factor()
      if (!last) return undefined
      const isDivision = signOf(sign.text) === '/'
      divided ||= isDivision && sign.kind === 'operator'
      isLong ||= sign.kind === 'operator'
      formula += isDivision ? `/(${last.formula})` : `*${last.formula}`
    }
    return { formula, open: last.open === 'bare' ? 'bare' : isLong && last.open !== 'no' ? 'closed' : 'no' }
  }

  const sum = (): Said | undefined => {
    let last = product()
    if (!last) return undefined
    let { formula } = last
    for (;;) {
      const paused = isNext('comma') && tokens[at + 1]?.kind === 'operator'
      const sign = tokens[paused ? at + 1 : at]
      if ((sign?.kind !== 'operator' && sign?.kind !== 'sign') || !/^[+-]$/.test(signOf(sign.text))) break
      // `L times K minus 1`, `the root of d minus 1`
      if (!paused && last.open !== 'no' && sign.kind === 'operator') return undefined
      at += paused ? 2 : 1
      last = product()
      if (!last) return undefined
      formula += `${signOf(sign.text)}${last.formula}`
    }
    return { formula, open: last.open }
  }

  const whole = sum()
  return whole && at === tokens.length ? whole.formula : undefined
}

const isSaid =
  /\b(?:times|plus|minus|over|divided\s+by|multiplied\s+by|root|sqrt\s+of|squared|cubed)(?!\s*\()|\binverse\b|\breciprocal\b/i

const head =
  /^\s*(?:[^=:]*?(?::|=)\s*|[^\s=:]{1,12}\s+(?:is|equals|should\s+be|must\s+be|(?:will|would)\s+be)\s+)/i

/** Each line or piece that says a formula in words, in signs: "L times (K minus 1), plus 1". */
export const withSaidFormulas = (text: string): string =>
  isSaid.test(text)
    ? text.replaceAll(/[^\n;]+/g, (line) => {
        if (!isSaid.test(line)) return line
        const name = head.exec(line)?.[0] ?? ''
        const said = line.slice(name.length).replace(/\s*\.?\s*$/, '')
        const formula = isSaid.test(said) ? formulaOf(said) : undefined
        return formula === undefined
          ? line
          : `${name.replace(/\s+(?:is|equals|(?:should|must|will|would)\s+be)\s+$/i, ' = ')}${formula}`
      })
    : text
