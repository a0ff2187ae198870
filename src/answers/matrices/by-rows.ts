import type { AnswerKey } from '../answer-key.ts'
import { fromLists } from '../layers/layer-lists.ts'
import { fromRows } from '../layers/layer-rows.ts'
import { layersAsked, withoutThousands } from '../layers/layers.ts'
import { tidy } from '../segments.ts'

/** Longer texts are working or prose. */
const longest = 2000

/** A table in LaTeX without its frame, arrows of one kind, and a sum of weights and biases in one piece. */
const unframed = (text: string): string =>
  text
    .replaceAll(/\\(?:begin\{(?:array|tabular)\}\s*(?:\{[lcr|\s]*\})?|end\{(?:array|tabular)\}|hline)/g, ' ')
    .replaceAll(/\\text(?:bf|rm|tt)?\{([^{}]*)\}/g, '$1')
    .replaceAll(/->|\\(?:long)?(?:right)?arrow(?![a-z])|\\to(?![a-z])/g, '→')
    .replaceAll(/\\\\(?!\[)/g, '\n')
    .replaceAll(/(?<!\\)&/g, '|')
    .replaceAll(/(\d\s*weights?);\s+(?=\d+\s+bias)/g, '$1 + ')

/** Lines without blanks around them; rules between them are no lines. */
const lined = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /[^\s|:_=+─-]/.test(line))
    .join('\n')

/** `[910; 1,473]` is a list, and no matrix of two columns. */
const listed = /\[[^[\]\n;]*;[^[\]\n]*\]/g

/**
 * Where two lists are asked for, of which one has shapes, an answer that goes through their items layer by layer or list by
 * list, as the two lists in one notation. The text as it is where it says anything else.
 */
export const withLists = (written: string, key: AnswerKey): string => {
  const asked = layersAsked(key)
  if (!asked || written.length > longest) return written
  const text = written.replaceAll(/[^\S\n\t ]/g, ' ').replaceAll(/\n\s*\n/g, '\n')
  // Columns stand apart by tabs or several blanks.
  const barred = lined(unframed(tidy(text.replaceAll(/\t|(?<=\S) {2,}(?=\S)/g, ' | '))))
  return (
    fromRows(barred, asked) ??
    fromLists(lined(unframed(tidy(text.replaceAll(listed, withoutThousands)))), asked) ??
    written
  )
}
