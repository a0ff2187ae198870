import { splitOutside } from '../../exact/split-outside.ts'
import type { AnswerKey } from '../answer-key.ts'
import { casesIn } from './case.ts'
import { asTheyStand, type Branch, inTurn, unbracketed } from './conditions.ts'

/** Longer texts are working or prose. */
const longest = 2000
const deepest = 12

/** What only a program has. */
const sign = /\blambda\b|\bdef\b|\belse\b|\breturn\b|\?|\b(?:piecewise|where|select)\s*[([]/i

const argumentsOf = (text: string, name: RegExp): readonly string[] | undefined => {
  const [whole] = name.exec(text) ?? []
  if (whole === undefined) return undefined
  const rest = text.slice(whole.length)
  const inner = unbracketed(rest)
  return rest.startsWith('(') && inner !== rest ? splitOutside(inner, /,/y) : undefined
}

const itemsOf = (text = ''): readonly string[] | undefined => {
  const inner = /^\[([\s\S]*)\]$/.exec(text.trim())?.[1]
  return inner === undefined ? undefined : splitOutside(inner, /,/y)
}

const bound = /^lambda\s+[a-z]\s*:\s*/

type Layout = (text: string, depth: number) => readonly Branch[] | undefined

/** What a condition chooses between; a choice within the first of two is no case by itself. */
const chosen = (
  condition: string,
  yes: string | undefined,
  no: string | undefined,
  depth: number,
): readonly Branch[] | undefined => {
  const rest = no === undefined ? undefined : branchesOf(no, depth + 1)
  const own = yes === undefined ? undefined : branchesOf(yes, depth + 1)
  const [first, ...others] = own ?? []
  if (!rest || !first || others.length > 0 || first.condition !== undefined) return undefined
  return [{ value: first.value, condition }, ...rest]
}

/** `A if C else B` */
const conditional: Layout = (text, depth) => {
  if (!/\selse[\s(]/.test(text)) return undefined
  const [first, ...others] = splitOutside(text, /\belse\b/y)
  const [value, condition, ...more] = first === undefined ? [] : splitOutside(first, /\bif\b/y)
  const [last] = others
  if (value === undefined || condition === undefined || more.length > 0 || last === undefined)
    return undefined
  return chosen(condition, value, others.length === 1 ? last : others.join(' else '), depth)
}

/** `C ? A : B` */
const ternary: Layout = (text, depth) => {
  if (/\?\s*(?:$|[?:])/.test(text)) return undefined
  const [condition = '', ...answers] = splitOutside(text, /\?/y)
  if (answers.length === 0) return undefined
  const rest = answers.join(' ? ')
  const [yes, ...no] = splitOutside(rest, /:/y)
  return chosen(condition, yes, no.length > 0 ? no.join(' : ') : undefined, depth)
}

/** `np.where(C, A, B)` */
const where: Layout = (text, depth) => {
  const [condition = '', yes, no, more] = argumentsOf(text, /^(?:np|numpy)\.where(?=\()/) ?? []
  return more === undefined && no !== undefined ? chosen(condition, yes, no, depth) : undefined
}

/** `np.piecewise(n, [C, …], [A, …])`: what is given last counts where two conditions hold, which few mean. */
const piecewise = (text: string): readonly Branch[] | undefined => {
  const [index = '', conditions, values, more] = argumentsOf(text, /^(?:np|numpy)\.piecewise(?=\()/) ?? []
  const [when, what] = [itemsOf(conditions), itemsOf(values)]
  if (!when || !what || more !== undefined || !/^[a-z]$/.test(index)) return undefined
  if (what.length !== when.length && what.length !== when.length + 1) return undefined
  const branches = when.map((condition, at): Branch => ({ value: formula(what[at] ?? ''), condition }))
  return [...branches, { value: formula(what[when.length] ?? '0'), condition: undefined }]
}

/** `np.select([C, …], [A, …], default)` */
const select: Layout = (text) => {
  const [conditions, values, last = '0', more] = argumentsOf(text, /^(?:np|numpy)\.select(?=\()/) ?? []
  const [when, what] = [itemsOf(conditions), itemsOf(values)]
  if (!when || !what || more !== undefined || what.length !== when.length) return undefined
  const branches = when.map((condition, at): Branch => ({ value: what[at] ?? '', condition }))
  return [...branches, { value: last.replace(/^default\s*=\s*/, ''), condition: undefined }]
}

/** `Piecewise((A, C), …, (B, True))` */
const symbolic: Layout = (text) =>
  allOf(
    argumentsOf(text, /^(?:sp\.|sympy\.)?Piecewise(?=\()/)?.map((pair): Branch | undefined => {
      const [value, condition, ...more] = splitOutside(unbracketed(pair), /,/y)
      if (value === undefined || condition === undefined || more.length > 0) return undefined
      return { value, condition: condition === 'True' ? undefined : condition }
    }),
  )

const inside = (text: string, brackets: RegExp): readonly string[] => {
  const inner = brackets.exec(text.trim())?.[1]
  return inner === undefined ? [] : splitOutside(inner, /,/y)
}

/** Mathematica's `Piecewise[{{A, C}, …}, B]`, where B is 0 if it is left out. */
const mathematica: Layout = (text) => {
  const [pairs = '', last = '0', more] = inside(text, /^Piecewise\[([\s\S]*)\]$/)
  const list = inside(pairs, /^\{([\s\S]*)\}$/)
  const branches = list.map((pair): Branch | undefined => {
    const [value, condition, another] = inside(pair, /^\{([\s\S]*)\}$/)
    return value === undefined || condition === undefined || another !== undefined
      ? undefined
      : { value, condition }
  })
  const found = more === undefined ? allOf(branches) : undefined
  return found && [...found, { value: last, condition: undefined }]
}

const allOf = (branches: readonly (Branch | undefined)[] | undefined): readonly Branch[] | undefined => {
  const found = branches?.flatMap((one) => (one ? [one] : []))
  return found && found.length > 0 && found.length === branches?.length ? found : undefined
}

const formula = (text: string): string => text.trim().replace(bound, '')

const layouts: readonly Layout[] = [symbolic, mathematica, select, where, conditional, ternary]

const branchesOf = (text: string, depth = 0): readonly Branch[] | undefined => {
  if (depth > deepest) return undefined
  const bare = formula(unbracketed(text))
  for (const layout of layouts) {
    const found = layout(bare, depth)
    if (found) return found
  }
  return [{ value: bare, condition: undefined }]
}

const line = /^(?:(?:else\s+)?(?:if|elif)\s+(.+?)|else)\s*:?\s+return\s+(.+)$/
/** `def y(n):` and lines that return a value each. */
const defined = (text: string): readonly [head: string, branches: readonly Branch[]] | undefined => {
  const [whole, head = ''] = /^def\s+(\w+\s*\(\s*[a-z]\s*\))\s*:\s*/.exec(text) ?? []
  if (whole === undefined) return undefined
  const joined = text.slice(whole.length).replaceAll(/:[^\S\n]*\n\s*(?=return\b)/g, ': ')
  const branches = joined.split('\n').map((one): Branch | undefined => {
    const bare = one.trim().replace(/;$/, '')
    const plain = /^return\s+(.+)$/.exec(bare)?.[1]
    if (plain !== undefined) return { value: plain, condition: undefined }
    const [found, condition, value = ''] = line.exec(bare) ?? []
    return found === undefined ? undefined : { value, condition }
  })
  const found = allOf(branches)
  // What stands behind the last return is never come to.
  const last = found?.findIndex(({ condition }) => condition === undefined)
  return found && last === found.length - 1 ? [head, found] : undefined
}

/** `y2 = lambda n: …`, `y[n] = …`, Mathematica's `y[n_] := …` */
const assigned = /^([A-Za-z]\w{0,3}(?:\s*[([]\s*[a-z]_?\s*[)\]])?)\s*:?=(?!=)\s*/

const inNotation = (text: string, key: AnswerKey): string | undefined => {
  const [ownHead, own] = defined(text) ?? []
  const [whole = '', written = ''] = own ? [] : (assigned.exec(text) ?? [])
  const name = written.replace(/_(?=\s*[)\]])/, '')
  const body = text.slice(whole.length)
  const [function_, letter] = /^lambda\s+([a-z])\s*:/.exec(body) ?? []
  const plain = function_ !== undefined && name !== '' && !/[([]/.test(name) ? `${name}(${letter})` : name
  const apart = own ? undefined : piecewise(formula(unbracketed(body)))
  const branches = own ?? apart ?? branchesOf(body)
  const head = ownHead ?? plain
  const [only, ...others] = branches ?? []
  if (only && others.length === 0 && (own || function_ !== undefined))
    return head === '' ? only.value : `${head} = ${only.value}`
  const cases = apart ? asTheyStand(apart) : branches && inTurn(branches)
  return cases && casesIn(head, cases, key.names)
}

/** A sequence as a program has it, in cases. */
export const withPrograms = (text: string, key: AnswerKey): string => {
  const [asked, ...others] = key.asked
  if (!asked || others.length > 0 || asked.quantity.value.kind !== 'piecewise') return text
  if (text.length > longest || !sign.test(text)) return text
  const inside = /^\s*`{1,3}(?:python|py|js|c)?\s*([^`]*?)\s*`{1,3}\s*$/.exec(text)?.[1] ?? text.trim()
  return inNotation(inside.replaceAll(/[^\S\n]+/g, ' ').replace(/^return\s+/, ''), key) ?? text
}
