import type { CasesRow, Element, Side, Sign } from './elements.ts'
import { isDisplayed } from './markdown.ts'
import type { Placed } from './plain-elements.ts'
import { plainElements } from './plain-elements.ts'
import type { IsSymbol } from './plain-tokens.ts'
import type { Sentence } from './sentences.ts'

export type CasesSide = {
  readonly kind: 'cases'
  readonly rows: readonly CasesRow[]
  readonly from: number
  readonly to: number
}
export type AnySide = Side | CasesSide

/** A chain of relations `A = B ≤ C`, or one expression standing alone; sides are one more than signs. */
export type Statement = {
  readonly sides: readonly AnySide[]
  readonly signs: readonly Sign[]
  readonly from: number
  readonly to: number
  /** Where it stands in its line's flow. */
  readonly at: number
  readonly end: number
  readonly strong: boolean
  readonly boxed: boolean
}

/** A sentence as words with every statement as `¤`, and the statements. */
export type Line = {
  readonly number: number
  readonly flow: string
  readonly statements: readonly Statement[]
  readonly sentence: Sentence
  /** The words of a short line before it that has no formula of its own, like a title; else empty. */
  readonly lead: string
}

type Chain = { sides: AnySide[]; signs: Sign[]; at: number; strong: boolean }

/** A lone letter or name of a function in prose is a word, and `(a)`, `(ii)` is a label. */
const isOnlyText = (side: AnySide): boolean =>
  side.kind === 'side' &&
  side.format === 'plain' &&
  /^(?:[aAI][’']?|\([a-z](?:-[ivx]+|[ivx]{0,3})\)|sum|max|min|floor|log|sign|exp)$/u.test(side.text)

/** Statements inside a formula's own rows (a cases environment), without context. */
export const statementsOf = (elements: readonly Element[]): readonly Statement[] => {
  const builder = new FlowBuilder([])
  for (const element of elements) builder.add({ element, at: 0, end: 0 }, false)
  builder.close()
  return builder.statements
}

const isName = (side: AnySide | undefined): boolean =>
  side?.kind === 'side' && /^\\?[\p{L}∂∇][\p{L}\d_{}\\]*(?:[([][^()[\]]*[)\]])?$/u.test(side.text.trim())

/** "no overlap → y = 0", "k runs to n → y = …": the arrow leads to an equation of its own. */
const dropArrival = (chain: Chain): void => {
  const at = chain.signs.lastIndexOf('->')
  if (at < 0 || chain.signs[at + 1] !== '=' || !isName(chain.sides[at + 1])) return
  if (at > 0 || chain.sides.length < 3) return
  chain.sides.splice(0, 1)
  chain.signs.splice(0, 1)
}

const flowOf: Readonly<Record<string, string>> = { arrow: '⇒ ', comma: ', ', line: '⏎ ' }

class FlowBuilder {
  flow = ''
  readonly statements: Statement[] = []
  private chain: Chain | undefined
  private pending: Sign | undefined
  private lastWords: Side | undefined
  private rowBroken = false
  /** A bracket has closed, or a mark stands, since the last statement: it goes no further. */
  pastBracket = false
  private readonly boxes: readonly (readonly [number, number])[]

  constructor(boxes: readonly (readonly [number, number])[]) {
    this.boxes = boxes
  }

  close(): void {
    const chain = this.chain
    this.chain = undefined
    this.pending = undefined
    this.rowBroken = false
    if (!chain) return
    dropArrival(chain)
    const [first, last] = [chain.sides[0], chain.sides.at(-1)]
    if (!first || !last) return
    if (
      chain.sides.length === 1 &&
      (isOnlyText(first) || (first.kind === 'side' && first.format === 'words'))
    ) {
      if (first.kind === 'side' && first.format !== 'words') this.flow += `${first.text} `
      return
    }
    // "⟦2c·m²n⟧ = Θ(m²n)" boxes what it begins with.
    const boxed = this.boxes.some(([from, to]) =>
      [first, last].some((side) => side.from >= from && side.to <= to),
    )
    const at = this.flow.length
    this.flow += '¤ '
    const end = this.flow.length - 1
    this.statements.push({
      sides: chain.sides,
      signs: chain.signs,
      from: first.from,
      to: last.to,
      at,
      end,
      strong: chain.strong,
      boxed,
    })
  }

  private addSide(side: AnySide, strong: boolean): void {
    this.lastWords = undefined
    this.pastBracket = false
    if (this.chain && this.pending) {
      this.chain.sides.push(side)
      this.chain.signs.push(this.pending)
      this.chain.strong ||= strong
      this.pending = undefined
      return
    }
    this.close()
    this.chain = { sides: [side], signs: [], at: 0, strong }
  }

  private addRelation(sign: Sign): void {
    this.rowBroken = false
    if (this.pending) {
      this.pending = sign
      return
    }
    if (!this.chain && this.lastWords) {
      this.chain = { sides: [this.lastWords], signs: [], at: 0, strong: false }
    } else if (!this.chain) {
      this.reopen()
    }
    if (this.chain) this.pending = sign
  }

  /** A relation with nothing on its left goes on from the statement before it in the sentence: `γ = A (= B if …)`. */
  private reopen(): void {
    const before = this.pastBracket ? undefined : this.statements.at(-1)
    const last = before?.sides.at(-1)
    if (!before || !last) return
    const head = before.sides[0]
    const sides = head && head !== last && before.signs.every((sign) => sign === '=') ? [head, last] : [last]
    this.chain = { sides: [...sides], signs: sides.length === 2 ? ['='] : [], at: 0, strong: false }
  }

  add(placed: Placed, strong: boolean): void {
    const { element } = placed
    const startsNew = element.kind === 'side' || element.kind === 'cases' || element.kind === 'words'
    if (this.rowBroken && startsNew) this.close()
    switch (element.kind) {
      case 'side':
      case 'cases':
        this.addSide(element, strong)
        return
      case 'relation':
        this.addRelation(element.sign)
        return
      case 'words': {
        this.close()
        this.flow += `${element.text} `
        const before = this.lastWords
        const text = before ? `${before.text} ${element.text}` : element.text
        this.lastWords = {
          kind: 'side',
          text,
          format: 'words',
          from: before?.from ?? element.from,
          to: element.to,
        }
        return
      }
      case 'break':
        if (element.by === 'row' && this.chain) {
          this.rowBroken = true
          return
        }
        this.close()
        if (element.by === 'stop' || element.by === 'line' || element.by === 'arrow') this.pastBracket = true
        if (element.by !== 'arrow' && element.by !== 'row' && element.by !== 'space')
          this.lastWords = undefined
        this.flow += flowOf[element.by] ?? ''
    }
  }
}

const punctuationBetween = (text: string, from: number, to: number): string =>
  text
    .slice(from, to)
    .replace(/\n/g, '⏎')
    .replace(/[^.,;:?!()"“”'—…⏎]/g, '')

const boxesOf = (source: string): (readonly [number, number])[] => {
  const out: (readonly [number, number])[] = []
  for (const found of source.matchAll(/\\boxed\s*\{/g)) {
    let depth = 1
    let at = found.index + found[0].length
    for (; at < source.length && depth > 0; at++) {
      if (source[at] === '{') depth += 1
      if (source[at] === '}') depth -= 1
    }
    out.push([found.index, at])
    if (out.length > 200) break
  }
  return out
}

/** Every sentence of a text as a line: its words in order and its statements. */
export const linesOf = (
  sentences: readonly Sentence[],
  source: string,
  isSymbol: IsSymbol,
): readonly Line[] => {
  const boxes = boxesOf(source)
  let before: Line | undefined
  return sentences.map((sentence, number) => {
    const builder = new FlowBuilder(boxes)
    let last = 0
    for (const placed of plainElements(sentence, source, isSymbol)) {
      if (placed.at >= last) {
        const written = punctuationBetween(
          sentence.text,
          last,
          placed.at + (placed.element.kind === 'break' ? 1 : 0),
        )
        // The line before a displayed formula goes on into it.
        const run = sentence.formulas.get(sentence.text[placed.at] ?? '')
        const marks = run && isDisplayed(run, source) ? written.replace(/⏎/g, '') : written
        if (/[.;:?!()"“”—…⏎]/.test(marks)) builder.close()
        if (marks.includes(')')) builder.pastBracket = true
        if (placed.element.kind !== 'break' || placed.element.by !== 'comma')
          builder.flow += marks === '' ? '' : `${marks} `
        last = placed.end
      }
      builder.add(placed, sentence.strong[placed.at] ?? false)
    }
    builder.close()
    builder.flow += punctuationBetween(sentence.text, last, sentence.text.length)
    const isTitle = before !== undefined && before.statements.length === 0 && before.flow.length < 40
    const lead = isTitle ? (before?.flow.replace(/[^\p{L}\d\s-]/gu, '').trim() ?? '') : ''
    const line: Line = { number, flow: builder.flow, statements: builder.statements, sentence, lead }
    before = line
    return line
  })
}
