import { randomBytes } from 'node:crypto'
import pino from 'pino'

/** What surfaces and stages may log: pseudonyms and ids only, never what a person typed. */
export type Log = Pick<pino.BaseLogger, 'info' | 'warn' | 'error' | 'debug'>

export const createLog = (level: string): Log => pino({ level, base: null }, pino.destination(2))

/** Short enough to read out, long enough to find in a day's log. */
export const newErrorId = (): string => randomBytes(4).toString('hex')
