/** How much an explanation says: one idea and no result; the way in a few sentences; every step justified. */
export const levels = ['hint', 'brief', 'full'] as const
export type Level = (typeof levels)[number]
