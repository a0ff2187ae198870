import type { Figure } from '../figure.ts'

export const figureAlt = (figure: Figure): string => `Figure: ${figure.kind}.`
