import type { Reply } from '../../reply.ts'
import { codeOf, type Delivery } from './deliver.ts'

/** What Slack says of people who are not there any more. */
const gone = new Set<unknown>(['user_not_found', 'user_disabled', 'users_not_found', 'cannot_dm_bot'])

/** A direct message, of its own and with its files; false where the person cannot be written to. */
export const tellPerson = async (delivery: Delivery, user: string, reply: Reply): Promise<boolean> => {
  try {
    await delivery.deliver(await delivery.direct({ user, channel: '' }), reply)
    return true
  } catch (error) {
    if (gone.has(codeOf(error))) return false
    throw error
  }
}
