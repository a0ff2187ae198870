import type { InputError } from '../errors.ts'

/** Options of the command line that errors name as their field. */
const options: ReadonlySet<string> = new Set(['columns', 'set'])

/** Tells on stderr what is wrong with what was given, with a right value as a shell takes it; exit code 1. */
export const tellInputError = ({ field = '', message, example }: InputError): void => {
  const typed = example !== undefined && options.has(field) ? `--${field} ${inShell(example)}` : example
  process.stderr.write(`${message}${typed === undefined ? '' : `\n  for example ${typed}`}\n`)
  process.exitCode = 1
}

/** An example as a shell takes it for one word. */
const inShell = (example: string): string =>
  /^[\w=,./:-]+$/.test(example) ? example : `'${example.replaceAll("'", "'\\''")}'`
