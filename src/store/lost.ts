const network = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'])

/**
 * Whether an error says that the database went away or is not there yet, not that a statement is wrong: classes 08 and
 * 57P of the SQLSTATE codes, a broken socket, and what node-postgres says without a code.
 */
export const isLost = (error: unknown): error is Error => {
  if (!(error instanceof Error)) return false
  if (error instanceof AggregateError) return error.errors.some(isLost)
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return (
    network.has(code) ||
    /^(?:08|57P)/.test(code) ||
    /^(?:Connection terminated|Query read timeout|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(
      error.message,
    )
  )
}
