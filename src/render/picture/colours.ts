/** Dark ink on a solid light ground reads on Discord's and Slack's dark and light themes alike. */
export const ink = '#1f2328'
export const muted = '#57606a'
export const rule = '#d0d7de'
export const paper = '#ffffff'
export const panel = '#f3f6f9'

/** Okabe & Ito's colours (Color Universal Design, 2008), which colour-blind readers tell apart. */
export const blue = '#0072b2'
export const sky = '#56b4e9'
export const orange = '#e69f00'
export const vermilion = '#d55e00'
export const green = '#009e73'
export const purple = '#cc79a7'

/** The same hues, darkened until they have contrast 4.5 as text on the panel. */
export const blueText = '#005f94'
export const vermilionText = '#a84300'
export const greenText = '#006b4e'

/** From the lowest below 0 over 0 to the highest above; ink keeps contrast 7 on all of them. */
export const tints = ['#f5b278', '#ffffff', '#86bee6'] as const
