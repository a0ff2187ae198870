import { readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { InputError } from '../errors.ts'

/** The text of a file that the command line names. Throws InputError that says which file cannot be read, and why. */
export const readNamed = (path: string): Promise<string> =>
  readFile(path, 'utf8').catch(refuseFile(path, 'read'))

/** Writes a file that the command line names. Throws InputError that says which file cannot be written, and why. */
export const writeNamed = (path: string, text: string): Promise<void> =>
  writeFile(path, text).catch(refuseFile(path, 'written'))

/** Turns what the system says of a file into an InputError; anything else is thrown as it is. */
export const refuseFile =
  (path: string, done: 'read' | 'written') =>
  (cause: unknown): never => {
    const why = reasonOf(path, done, cause)
    if (why === undefined) throw cause
    throw new InputError('syntax', `The file ${path} cannot be ${done}: ${why}.`, {}, { cause })
  }

const reasonOf = (path: string, done: 'read' | 'written', cause: unknown): string | undefined => {
  if (!(cause instanceof Error && 'code' in cause && 'syscall' in cause)) return undefined
  switch (cause.code) {
    case 'ENOENT':
      return done === 'read' ? 'there is no such file' : `there is no folder ${dirname(path)}`
    case 'ENOTDIR':
      return `${dirname(path)} is no folder`
    case 'EISDIR':
      return 'it is a folder'
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'it is not permitted'
    default:
      return cause.message
  }
}
