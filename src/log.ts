import { randomBytes } from 'node:crypto'
import pino from 'pino'

/** What surfaces and stages may log: pseudonyms and ids only, never what a person typed. */
export type Log = Pick<pino.BaseLogger, 'info' | 'warn' | 'error' | 'debug'>

export const createLog = (level: string): Log =>
  pino({ level, base: null, serializers: { err: faultOf } }, pino.destination(2))

/**
 * What of an error goes into a log: a refused request or statement carries what was sent, which may be a class's grades
 * or the token of an interaction.
 */
export const faultOf = (error: unknown): unknown => {
  if (!(error instanceof Error)) return error
  const { type, message, stack } = pino.stdSerializers.err(error)
  const code = 'code' in error ? error.code : undefined
  const status = 'status' in error ? error.status : undefined
  return {
    type,
    message,
    stack,
    ...(code !== undefined && { code }),
    ...(status !== undefined && { status }),
  }
}

/** Short enough to read out, long enough to find in a day's log. */
export const newErrorId = (): string => randomBytes(4).toString('hex')
