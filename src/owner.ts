import type { Asker } from './asker.ts'
import type { Exacta, Request } from './exacta.ts'

/** Who sits at the machine can read the store and the settings anyway. */
const owner: Asker = { pseudonym: 'terminal', course: 'terminal', staff: true }

/** The same, asked by the one who runs this process, and can give it files of this machine. */
export const asOwner = (exacta: Exacta, openFile?: Request['openFile']): Exacta => ({
  ...exacta,
  ask: (text, request) => exacta.ask(text, { asker: owner, openFile, ...request }),
  answer: (command, options, request) =>
    exacta.answer(command, options, { asker: owner, openFile, ...request }),
  check: (source, text, request) => exacta.check(source, text, { asker: owner, ...request }),
  explain: (source, request) => exacta.explain(source, { asker: owner, ...request }),
})
