import type { FindingDrawing, VerdictDrawing } from '../../../picture.ts'
import { boxed } from '../card.ts'
import { greenText, ink, muted, rule, vermilion, vermilionText } from '../colours.ts'
import { room } from '../page.ts'
import { type Art, element, line, paragraph, place, stack } from '../svg.ts'

const barHeight = 26

/** Claims of an explanation as one bar; words and patterns say the same as the colours. */
export const drawVerdict = ({ heading, agree, disagree, unverified }: VerdictDrawing): Art => {
  const parts = [
    { name: 'agree', count: agree, fill: '#007a59', ink: '#ffffff', text: greenText },
    {
      name: disagree === 1 ? 'disagrees' : 'disagree',
      count: disagree,
      fill: '#b84a00',
      ink: '#ffffff',
      text: vermilionText,
    },
    { name: 'not checked', count: unverified, fill: '#c9cfd6', ink, text: muted },
  ]
  const all = Math.max(1, agree + disagree + unverified)
  const least = 24
  const shown = parts.filter(({ count }) => count > 0)
  const free = room - least * shown.length
  let x = 0
  let svg = ''
  for (const { name, count, fill, ink: colour, text } of parts) {
    if (count === 0) continue
    const width = least + (free * count) / all
    svg += element('rect', { x, y: 0, width: width - 2, height: barHeight, rx: 3, fill })
    if (name.startsWith('disagree')) svg += hatch(x, width - 2)
    svg += element(
      'g',
      { 'data-value-of': name.replace('disagrees', 'disagree') },
      line(x + (width - 2) / 2, 18, `${count}`, { size: 14, weight: 'bold', fill: colour, anchor: 'middle' }),
    )
    x += width
    void text
  }
  const legend = parts.map(({ name, count, text }) => ({ says: `${count} ${name}`, text }))
  let at = 0
  for (const { says, text } of legend) {
    svg += line(at, barHeight + 18, says, { size: 12.5, weight: 'bold', fill: text })
    at += room / 3
  }
  return stack(
    [
      paragraph(heading, room, { size: 15, weight: 'bold' }),
      paragraph(`${all} claim${all === 1 ? '' : 's'} of the text, each against the solver`, room, {
        size: 12,
        fill: muted,
      }),
      { svg, width: room, height: barHeight + 24 },
    ],
    8,
  )
}

const hatch = (x: number, width: number): string => {
  const lines: string[] = []
  for (let at = x + 6; at < x + width - 2; at += 9)
    lines.push(`M${at.toFixed(1)} ${barHeight}l${Math.min(6, x + width - at).toFixed(1)} -${barHeight}`)
  return element('path', { d: lines.join(''), stroke: '#ffffff', 'stroke-opacity': 0.28, 'stroke-width': 2 })
}

const mostQuoted = 400

/** A red finding: what was written, what it claims beside what is true, and why. */
export const drawFinding = ({ heading, quote, claimed, expected, because }: FindingDrawing): Art => {
  const cut = quote.length > mostQuoted ? `${quote.slice(0, mostQuoted)}…` : quote
  const words = paragraph(`“${cut}”`, room - 20, { size: 13.5 })
  const bar = element('rect', { x: 0, y: 0, width: 4, height: words.height + 4, rx: 2, fill: vermilion })
  const half = (room - 12) / 2
  const values = [
    ...(claimed === undefined
      ? []
      : [{ title: '✗ claimed', value: claimed, colour: vermilionText, fill: '#fdf1ea', stroke: '#e8b598' }]),
    ...(expected === undefined
      ? []
      : [
          {
            title: '✓ the solver has',
            value: expected,
            colour: greenText,
            fill: '#e9f6f1',
            stroke: '#9fd3c2',
          },
        ]),
  ]
  const width = values.length > 1 ? half : room
  const boxes = values.map(({ title, value, colour }) =>
    stack(
      [
        paragraph(title, width - 24, { size: 12, weight: 'bold', fill: colour }),
        paragraph(value.length > 300 ? `${value.slice(0, 300)}…` : value, width - 24, { size: 14 }),
      ],
      4,
    ),
  )
  const height = Math.max(0, ...boxes.map((box) => box.height)) + 20
  const pair: Art = {
    svg: boxes
      .map((box, at) => {
        const { fill, stroke } = values[at] ?? { fill: '#ffffff', stroke: rule }
        const x = at * (half + 12)
        return (
          element('rect', { x: x + 0.5, y: 0.5, width: width - 1, height: height - 1, rx: 6, fill, stroke }) +
          place(box, x + 12, 10)
        )
      })
      .join(''),
    width: room,
    height: values.length === 0 ? 0 : height,
  }
  return stack(
    [
      paragraph(heading, room, { size: 15, weight: 'bold', fill: vermilionText }),
      { svg: bar + place(words, 14, 2), width: room, height: words.height + 4 },
      pair,
      because === undefined
        ? { svg: '', width: 0, height: 0 }
        : boxed(paragraph(because, room - 24, { size: 13 })),
    ],
    12,
  )
}
