import type { Exact } from '../../exact/value.ts'
import type { CardDrawing, Formula, FormulaDrawing } from '../../picture.ts'
import { blueText, ink, muted, panel, rule } from './colours.ts'
import { widthOf } from './font.ts'
import { fitFormula, onOneLine } from './formula.ts'
import { NotDrawable } from './not-drawable.ts'
import { room } from './page.ts'
import { shownValue } from './shown-value.ts'
import { type Art, ascent, beside, element, flow, nothing, paragraph, place, stack } from './svg.ts'

const padding = 12
const inner = room - 2 * padding
const mostAnswers = 6
const longestConventions = 420
/** Of an input that is no value: it is not answered, only recognised. */
const longestGiven = 160

/** One card an answer: what was understood, the result, the convention. */
export const drawCard = async ({ heading, given, answers, conventions }: CardDrawing): Promise<Art> => {
  const inputs = await Promise.all(given.map(([name, value]) => drawGiven(name, value)))
  // One more takes no more room than the note that it is missing.
  const shown = answers.length <= mostAnswers + 1 ? answers : answers.slice(0, mostAnswers)
  const results = await Promise.all(shown.map(drawAnswer))
  const notes = [
    ...(results.some(({ whole }) => !whole)
      ? ['The middle is left out here; the whole is in the text or its file.']
      : []),
    ...(results.some(({ rounds }) => rounds)
      ? ['≈ marks what is rounded here; all its digits are in the text or its file.']
      : []),
    ...(answers.length > shown.length
      ? [`${answers.length - shown.length} further quantities are in the text.`]
      : []),
  ]
  return stack(
    [
      paragraph(heading, room, { size: 16, weight: 'bold', fill: blueText }),
      flow(inputs, room, 18, 8),
      boxed(
        stack(
          [
            ...results.map(({ art }) => art),
            ...notes.map((note) => paragraph(note, inner, { size: 11, fill: muted })),
          ],
          10,
        ),
      ),
      conventionArt(conventions),
    ],
    12,
  )
}

/** One formula under its heading: a step. */
export const drawFormula = async ({ heading, formula }: FormulaDrawing): Promise<Art> =>
  stack(
    [
      paragraph(heading, room, { size: 15, weight: 'bold', fill: ink }),
      boxed(await fitFormula(formula, 18, inner)),
    ],
    10,
  )

/** The art on a panel across the card; what is too high for a picture is refused here. */
export const boxed = (art: Art, fill = panel, stroke = rule): Art => {
  const height = art.height + 2 * padding
  if (height > 1300) throw new NotDrawable('too high for a card')
  return {
    svg: `${element('rect', { x: 0.5, y: 0.5, width: room - 1, height: height - 1, rx: 6, fill, stroke })}${place(art, padding, padding)}`,
    width: room,
    height,
  }
}

const drawGiven = async (name: string, value: Exact | string): Promise<Art> => {
  const label = paragraph(name, room, { size: 12, fill: muted })
  if (typeof value === 'string')
    return beside([label, paragraph(clipped(value), room - label.width - 6, { size: 13 })], 6)
  const shown = shownValue(value)
  const size = value.kind === 'tensor' ? `${value.shape.join('×')}` : ''
  const formula = await fitFormula(shown, 13, room - label.width - 6)
  const note = !shown.whole && size ? [paragraph(size, room, { size: 11, fill: muted })] : []
  return beside([label, formula.width + label.width > room - 40 ? formula : beside([formula, ...note], 6)], 6)
}

const clipped = (text: string): string =>
  text.length <= longestGiven ? text : `${text.slice(0, longestGiven)}…`

type Answer = CardDrawing['answers'][number]
type Drawn = { readonly art: Art; readonly whole: boolean; readonly rounds: boolean }

const drawAnswer = async ({ symbol, value }: Answer): Promise<Drawn> => {
  const shown = shownValue(value)
  const size = value.kind === 'tensor' && value.shape.length > 1 ? value.shape.join(' × ') : ''
  const side = size === '' ? 0 : widthOf(size, 12) + 12
  const equation = (latex: string): Formula => ({
    latex: `${symbol.latex} ${shown.near ? '\\approx' : '='} ${latex}`,
    text: `${symbol.text} ${shown.near ? '≈' : '='} ${shown.text}`,
  })
  const line = await fitFormula(equation(shown.latex), 18, inner - side)
  // A list that would have to shrink much is written one item a line.
  const tall = shown.column !== undefined && line.size < 15
  const set = tall ? await fitFormula(equation(shown.column ?? ''), 18, inner - side) : line
  const note = { ...paragraph(size, inner, { size: 12, fill: muted }), baseline: 12 * ascent }
  return {
    art: size === '' ? set : onOneLine([set, note], 12),
    whole: shown.whole && !set.cut,
    rounds: shown.rounds === true,
  }
}

const conventionArt = (conventions: readonly string[]): Art => {
  const kept: string[] = []
  for (const says of conventions)
    if ([...kept, says].join(' ').length <= longestConventions) kept.push(says)
    else break
  if (kept.length === 0) return nothing
  const words = kept.length < conventions.length ? [...kept, 'More in the text.'] : kept
  return stack(
    [
      paragraph('Convention', room, { size: 12, weight: 'bold' }),
      paragraph(words.join(' '), room, { size: 12.5 }),
    ],
    2,
  )
}
