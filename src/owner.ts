import type { Asker } from './asker.ts'
import type { Exacta } from './exacta.ts'

/** Who sits at the machine can read the store and the settings anyway. */
const owner: Asker = { pseudonym: 'terminal', course: 'terminal', staff: true }

/** The same, asked by the one who runs this process. */
export const asOwner = (exacta: Exacta): Exacta => ({
  ...exacta,
  ask: (text, request) => exacta.ask(text, { asker: owner, ...request }),
  answer: (command, options, request) => exacta.answer(command, options, { asker: owner, ...request }),
  explain: (source, request) => exacta.explain(source, { asker: owner, ...request }),
})
