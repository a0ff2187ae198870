import * as q from '../rational.ts'
import { ReadError } from '../read-error.ts'
import { type Formula, type Infix, operation, type Reading, usual } from './formula.ts'
import { deepest, guard, type Mark, scan } from './scan.ts'

const syntax = (message: string): ReadError => new ReadError('syntax', message)

/**
 * Recursive descent over the grammar of mathjs: `^` binds tighter than a sign, juxtaposition tighter than `*` and `/`,
 * except that a number over a number is one coefficient (`1/2 x` is x/2).
 */
class Parser {
  readonly #marks: readonly Mark[]
  readonly #reading: Reading
  #at = 0
  #depth = 0

  constructor(marks: readonly Mark[], reading: Reading) {
    this.#marks = marks
    this.#reading = reading
  }

  whole(): Formula {
    if (this.#mark().kind === 'end') throw syntax('There is nothing to work out.')
    const found = this.#sum()
    if (this.#mark().kind !== 'end') throw this.#unexpected()
    return found
  }

  #mark(): Mark {
    return this.#ahead(0)
  }

  #ahead(by: number): Mark {
    return this.#marks[this.#at + by] ?? { kind: 'end', text: '', at: 0 }
  }

  #is(...texts: readonly string[]): boolean {
    const { kind, text } = this.#mark()
    return (kind === 'sign' || text === 'mod') && texts.includes(text)
  }

  #take(): string {
    const { text } = this.#mark()
    this.#at += 1
    return text
  }

  #expect(text: string, what: string): void {
    if (!this.#is(text))
      throw this.#mark().kind === 'end' ? syntax(`${what} is not closed: add ${text}`) : this.#unexpected()
    this.#at += 1
  }

  #unexpected(): ReadError {
    const { kind, text } = this.#mark()
    if (kind === 'end') return syntax('The expression ends too early.')
    const before = this.#ahead(-1)
    if (text === ',') return syntax('A comma stands between values in brackets only: write 1000, not 1,000.')
    if (kind === 'number' && before.kind === 'number')
      return syntax(`There is no operator between ${before.text} and ${text}.`)
    return syntax(
      `${text} is not expected ${before.kind === 'end' ? 'at the start' : `after ${before.text}`}.`,
    )
  }

  #deeper<T>(read: () => T): T {
    this.#depth += 1
    // Each level of brackets passes through two of these.
    if (this.#depth > 4 * deepest) throw new ReadError('too-large', 'The expression is nested too deeply.')
    const found = read()
    this.#depth -= 1
    return found
  }

  #leftToRight(signs: readonly string[], next: () => Formula): Formula {
    let left = next()
    while (this.#is(...signs)) {
      const sign = this.#take()
      // The signs given here are all infix operators, `%` being another spelling of `mod`.
      left = operation((sign === '%' ? 'mod' : sign) as Infix, left, next())
    }
    return left
  }

  #sum(): Formula {
    return this.#deeper(() => this.#leftToRight(['+', '-'], () => this.#product()))
  }

  #product(): Formula {
    const signs = ['*', '/', '.*', './', 'mod', '%']
    if (this.#reading.juxtaposition === 'before-division')
      return this.#leftToRight(signs, () => this.#juxtaposed())
    let left = this.#signed()
    while (this.#is(...signs) || this.#startsFactor(left)) {
      const implicit = !this.#is(...signs)
      const sign = implicit ? '*' : this.#take()
      // As in leftToRight.
      const operator = (sign === '%' ? 'mod' : sign) as Infix
      left = { kind: 'operation', operator, args: [left, this.#signed()], ...(implicit && { implicit }) }
    }
    return left
  }

  #startsFactor(left: Formula): boolean {
    const { kind, text } = this.#mark()
    if (kind === 'name') return text !== 'mod'
    if (kind === 'number') return left.kind === 'name' || left.kind === 'call'
    return this.#is('(', '√', '∛')
  }

  #juxtaposed(): Formula {
    let left = this.#coefficient()
    let last = left
    while (this.#startsFactor(last)) {
      last = this.#coefficient()
      left = { kind: 'operation', operator: '*', args: [left, last], implicit: true }
    }
    return left
  }

  /** `1/2` before a symbol or a bracket is one coefficient. */
  #coefficient(): Formula {
    let left = this.#signed()
    while (
      this.#is('/') &&
      isNumeral(left) &&
      this.#ahead(1).kind === 'number' &&
      opensFactor(this.#ahead(2))
    ) {
      this.#at += 1
      left = operation('/', left, this.#signed())
    }
    return left
  }

  #signed(): Formula {
    if (!this.#is('-', '+')) return this.#power()
    return this.#deeper(() => {
      const sign = this.#take()
      if (sign === '+') return this.#signed()
      const negatesFirst = this.#reading.minus === 'before-power' && !this.#is('-', '+')
      if (!negatesFirst) return operation('negate', this.#signed())
      return this.#raised(operation('negate', this.#postfix()))
    })
  }

  #power(): Formula {
    return this.#raised(this.#postfix())
  }

  #raised(base: Formula): Formula {
    if (!this.#is('^', '.^')) return base
    return this.#deeper(() => operation(this.#take() as Infix, base, this.#signed()))
  }

  #postfix(): Formula {
    let inner = this.#atom()
    while (this.#is('!', "'")) inner = operation(this.#take() === '!' ? '!' : 'transpose', inner)
    return inner
  }

  #atom(): Formula {
    const { kind, text } = this.#mark()
    if (kind === 'number') {
      this.#at += 1
      const value = q.parseRational(text)
      if (!value) throw syntax(`${text} is not a number.`)
      return { kind: 'number', value }
    }
    if (kind === 'name' && text !== 'mod') {
      this.#at += 1
      if (!this.#is('(')) return { kind: 'name', name: text }
      return { kind: 'call', name: text, args: this.#list('(', ')') }
    }
    if (this.#is('(')) {
      this.#at += 1
      const inner = this.#sum()
      this.#expect(')', 'A bracket')
      return inner
    }
    if (this.#is('√', '∛')) {
      const name = this.#take() === '√' ? 'sqrt' : 'cbrt'
      return this.#deeper(() => ({ kind: 'call', name, args: [this.#atom()] }))
    }
    if (this.#is('[')) return this.#array()
    throw this.#unexpected()
  }

  #list(open: string, close: string): readonly Formula[] {
    this.#expect(open, 'A list')
    if (this.#is(close)) {
      this.#at += 1
      return []
    }
    const items = [this.#sum()]
    while (this.#is(',')) {
      this.#at += 1
      items.push(this.#sum())
    }
    if (!this.#is(';')) this.#expect(close, 'A bracket')
    return items
  }

  /** `[1, 2; 3, 4]` is `[[1, 2], [3, 4]]`. */
  #array(): Formula {
    const first = this.#list('[', ']')
    const rows = [first]
    while (this.#is(';')) {
      this.#at += 1
      const row = [this.#sum()]
      while (this.#is(',')) {
        this.#at += 1
        row.push(this.#sum())
      }
      rows.push(row)
      if (!this.#is(';')) this.#expect(']', 'A matrix')
    }
    const [only] = rows
    if (rows.length === 1 && only) return { kind: 'array', items: only }
    return { kind: 'array', items: rows.map((items): Formula => ({ kind: 'array', items })) }
  }
}

const opensFactor = (mark: Mark): boolean =>
  mark.kind === 'name' ? mark.text !== 'mod' : mark.kind === 'sign' && mark.text === '('

const isNumeral = (x: Formula): boolean =>
  x.kind === 'number' || (x.kind === 'operation' && x.operator === 'negate' && x.args[0]?.kind === 'number')

/** Reads an expression in the syntax of mathjs. Throws ReadError `syntax` or `too-large`. */
export const parseFormula = (text: string, reading: Reading = usual): Formula => {
  guard(text)
  return new Parser(scan(text), reading).whole()
}
