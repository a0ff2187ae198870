import { sym } from '../exact/algebra.ts'
import type { Expression } from '../exact/expression.ts'
import { symbolNamed } from './settings.ts'
import type { Line } from './statements.ts'

/** "n inputs", "n be the number of inputs", "m that of outputs", where ¤ stands for the letter. */
const behind =
  /¤\s+(?:(?:be|is|are|for|denotes?)\s+)?(?:the\s+)?(?:(?:number|count)\s+of\s+|that\s+of\s+)?(?:the\s+)?(in|out)puts\b/giu

/** The one size of a solution that goes in, or comes out. */
const sizeOf = (side: string, symbols: ReadonlySet<string>): string | undefined => {
  const [own, another] = [...symbols].filter((name) => new RegExp(`^(?:d|n|fan)_?${side}$`).test(name))
  return another === undefined ? own : undefined
}

/** Letters that a text says in words to be the number of inputs or of outputs, as the sizes that the solution has for these. */
export const spokenSizes = (
  lines: readonly Line[],
  symbols: ReadonlySet<string>,
): ReadonlyMap<string, Expression> =>
  new Map(
    lines.flatMap((line) =>
      [...line.flow.matchAll(behind)].flatMap(
        ({ index, 1: side = '' }): (readonly [string, Expression])[] => {
          const statement = line.statements.find(({ at }) => at === index)
          const letter = statement?.sides.length === 1 ? symbolNamed(statement.sides[0]) : undefined
          const size = sizeOf(side.toLowerCase(), symbols)
          return letter === undefined || size === undefined || symbols.has(letter)
            ? []
            : [[letter, sym(size)]]
        },
      ),
    ),
  )
