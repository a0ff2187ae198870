import { splitOutside } from '../../exact/split-outside.ts'
import { growthIn, labelAt } from './leading-labels.ts'
import { isFormula, type Layout, type Pair, pairAt, several } from './pair.ts'

const behind = /^\s*(?:(?:we|i|you)\s+(?:get|find|obtain|have)|it\s+is)\s+/i
const forLabel = /\s+(?:for|as)\s+(?:the\s+)?([^,;\n]{1,40}?)(?:,?\s+and\s+|,\s+|\s*[.]?\s*$)/gy

/** "I get 2cn for the cost, and O(n) for the class." */
export const fromSentence: Layout = (text, isLabel) => {
  const lead = behind.exec(text)?.[0]
  if (lead === undefined || text.includes('\n')) return undefined
  const pairs: Pair[] = []
  let from = lead.length
  for (let at = from; at < text.length; at++) {
    forLabel.lastIndex = at
    const [whole, label = ''] = forLabel.exec(text) ?? []
    if (whole === undefined || !isLabel(label)) continue
    pairs.push({ label, value: text.slice(from, at).replace(/,$/, '').trim() })
    from = at + whole.length
    at = from - 1
  }
  return from >= text.length ? several(pairs) : undefined
}

const clause = /(?:^|,?\s+and\s+|[,;]\s+)the\s+([^,;=\n]{1,60}?)\s+(?:is|are|equals|becomes)\s+/giy

/** "x3 (vertical line elsewhere)" */
const inBrackets = /\s*\([a-z][a-z\s]*\)$/

/** "The mean is 0 and the variance is s²." */
export const fromClauses: Layout = (text, isLabel) => {
  if (!/^the\s/i.test(text) || text.includes('\n')) return undefined
  const starts: { readonly from: number; readonly to: number; readonly label: string }[] = []
  for (let at = 0; at < text.length; at++) {
    clause.lastIndex = at
    const [whole, label = ''] = clause.exec(text) ?? []
    const bare = label.replace(inBrackets, '')
    if (whole === undefined || !isLabel(bare)) continue
    starts.push({ from: at, to: at + whole.length, label: bare })
    at += whole.length - 1
  }
  if (starts[0]?.from !== 0) return undefined
  return several(
    starts.map(({ to, label }, at) => ({
      label,
      value: text.slice(to, starts[at + 1]?.from ?? text.length).replace(/\.\s*$/, ''),
    })),
  )
}

const having =
  /^(?:and\s+)?(?:(?:so\s+)?there\s+(?:are|is)|it\s+has|(?:the\s+)?(?:conv\w*\s+|pool\w*\s+)?(?:layer|output)\s+has|we\s+(?:get|have))\s+/i
const nextItem = /;|,\s|\.\s+(?=[A-Z])|\s+and\s+(?!\s)/y
const behindValue = /^(.*\S)\s+([a-z][a-z\s]*[a-z])$/i
const itsOwn =
  /^(?:and\s+)?(?:its|the)\s+([a-z][a-z\s]*?)\s+(?:is|are|has the shape|has shape|has the size)\s+(\S.*)$/i

/** A label and its value in either order. */
const itemIn = (
  piece: string,
  before: Pair | undefined,
  isLabel: (text: string) => boolean,
): Pair | undefined => {
  const bare = piece.replace(having, '').replace(/^(?:and|so)\s+/i, '')
  const [, name = '', own = ''] = itsOwn.exec(bare) ?? []
  if (name !== '' && isLabel(name)) return { label: name, value: own }
  const said = pairAt(bare)
  if (said && isLabel(said.label)) return said
  const [, value = '', label = ''] = behindValue.exec(bare) ?? []
  if (value !== '' && isLabel(label) && isFormula(value)) return { label, value }
  return labelAt(bare, isLabel) ?? growthIn(bare, before, isLabel)
}

/** "The layer has K²CF weights and F biases; its output is …": what a sentence or two count up. */
export const fromItems: Layout = (text, isLabel) => {
  if (text.includes('\n') || !/[a-z]{3}/.test(text)) return undefined
  const pairs: Pair[] = []
  for (const piece of splitOutside(text.replace(/\.\s*$/, ''), nextItem).map((one) => one.trim())) {
    const last = pairs.at(-1)
    const pair = itemIn(piece, last, isLabel)
    if (pair) pairs.push(pair)
    else if (last && piece !== '' && isFormula(piece))
      pairs[pairs.length - 1] = { ...last, value: `${last.value}, ${piece}` }
    else return undefined
  }
  return several(pairs)
}
