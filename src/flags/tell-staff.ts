import { setTimeout as wait } from 'node:timers/promises'
import type { Log } from '../log.ts'
import type { Flags, NewFlag } from './flags.ts'

/** A store that is away keeps nobody waiting for longer. */
const patience = 3000

/** Puts a text that is wrong on the staff's list; says whether it is there. */
export const tellStaff = async (flags: Flags | undefined, flag: NewFlag, log: Log): Promise<boolean> => {
  if (!flags) return false
  try {
    const added = flags.add(flag)
    return await Promise.race([added.then(() => true), wait(patience, false, { ref: false })])
  } catch (error) {
    log.error({ err: error }, 'a flag was not stored')
    return false
  }
}
