import { InputError } from '../errors.ts'
import type { FlagDesk } from '../exacta.ts'
import { renderFlag, renderFlags, renderNote } from '../render/flag-reply.ts'
import { exportLine } from './export.ts'
import type { Flag, Flags } from './flags.ts'

const mostListed = 15

/** The staff's list of what models got wrong. Whoever calls it must be staff: the pipeline sees to that. */
export const createDesk = (flags: Flags | undefined): FlagDesk => {
  const open = (): Flags => {
    if (flags) return flags
    throw new InputError('domain', 'No flags are kept here: neither DATABASE_URL nor a data folder is set.')
  }
  const found = async (id: number): Promise<Flag> => {
    const flag = await open().find(id)
    if (flag) return flag
    throw new InputError('domain', `There is no flag ${id}.`, { field: 'id' })
  }
  return {
    async flags(filter) {
      const { flags: listed, total } = await open().list(filter, mostListed)
      return renderFlags(listed, total)
    },
    flag: async (id) => renderFlag(await found(id)),
    async resolve(id, decision, note) {
      if (!(await open().resolve(id, decision, note))) await found(id)
      return renderFlag(await found(id))
    },
    async exportFlags() {
      let text = ''
      for await (const flag of open().all()) text += exportLine(flag) ?? ''
      if (text === '') return renderNote('Nothing to export', 'No flag has been decided yet.')
      const count = text.split('\n').length - 1
      return {
        ...renderNote('Flags', `${count} decided flag${count === 1 ? '' : 's'}, for \`exacta eval\`.`),
        files: [{ name: 'flags.jsonl', text, about: 'Decided flags as labelled explanations' }],
      }
    },
  }
}
