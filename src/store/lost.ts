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

/** Whether there is no room left on a disk, ours or the database's: class 53 of the SQLSTATE codes. */
export const isFull = (error: unknown): error is Error =>
  error instanceof Error &&
  (('code' in error && typeof error.code === 'string' && /^(?:ENOSPC|EDQUOT|53\d{3})$/.test(error.code)) ||
    /No space left on device/.test(error.message) ||
    isFull(error.cause))
