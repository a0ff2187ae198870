import type { Config } from 'vega-lite'
import { blue, ink, muted, paper, rule, vermilion } from './colours.ts'
import { family } from './font.ts'

/** How charts look where a chart says nothing of its own. */
export const look: Config = {
  font: family,
  background: 'transparent',
  padding: 0,
  aria: false,
  autosize: 'fit',
  view: { stroke: null },
  // The name of the upright axis stands above it, where it can be read without turning the head.
  title: {
    anchor: 'start',
    frame: 'bounds',
    fontSize: 12,
    fontWeight: 'normal',
    color: ink,
    offset: 8,
  },
  axis: {
    labelFontSize: 11,
    labelColor: muted,
    titleFontSize: 12,
    titleFontWeight: 'normal',
    titleColor: ink,
    titlePadding: 6,
    domainColor: muted,
    tickColor: muted,
    tickSize: 4,
    labelFlush: false,
    gridColor: rule,
  },
  axisX: { grid: false },
  axisY: { domain: false, ticks: false, grid: true, labelPadding: 6 },
  // Values are finite before they come here, and none may be left out in silence.
  mark: { invalid: 'show' },
  bar: { color: blue },
  rect: { color: blue },
  point: { color: blue, filled: true, opacity: 1 },
  line: { color: blue, strokeWidth: 2 },
  rule: { color: ink },
  text: { color: ink, fontSize: 12 },
  style: {
    strong: { fontWeight: 'bold' },
    // A rim of paper around letters that lines would cross.
    rimmed: { fontWeight: 'bold', stroke: paper, strokeWidth: 3, strokeJoin: 'round' },
    bound: { color: vermilion, strokeWidth: 1.5, strokeDash: [5, 3] },
  },
}
