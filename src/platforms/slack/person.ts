import type { webApi } from '@slack/bolt'
import type { Asker, Identify } from '../../asker.ts'
import type { Log } from '../../log.ts'

/** Who did something, as Slack's payloads tell: `team` is the person's own workspace. */
type Doer = { readonly user: string; readonly team?: string | undefined; readonly shared?: boolean }

export type AskerOf = (doer: Doer) => Promise<Asker | undefined>

/** How long the members of user groups are taken as known. */
const groupsLast = 5 * 60_000

type Options = {
  readonly client: webApi.WebClient
  readonly identify: Identify | undefined
  /** The app's own workspace. */
  readonly home: string | undefined
  /** User groups whose members are to be known. */
  readonly groups: readonly string[]
  readonly log: Log
}

export const createAskerOf = ({ client, identify, home, groups, log }: Options): AskerOf => {
  let members:
    | { readonly until: number; readonly of: Promise<ReadonlyMap<string, readonly string[]>> }
    | undefined
  const load = async (): Promise<ReadonlyMap<string, readonly string[]>> => {
    const lists = groups.map(async (group): Promise<[string, readonly string[]]> => {
      try {
        const { users = [] } = await client.usergroups.users.list({ usergroup: group })
        return [group, users]
      } catch (error) {
        // Who cannot be looked up is not staff.
        log.error({ err: error }, 'slack: the members of a user group are not known')
        return [group, []]
      }
    })
    return new Map(await Promise.all(lists))
  }
  const groupsOf = async (user: string): Promise<readonly string[]> => {
    if (groups.length === 0) return []
    const now = performance.now()
    if (!members || members.until < now) members = { until: now + groupsLast, of: load() }
    return [...(await members.of)].filter(([, users]) => users.includes(user)).map(([group]) => group)
  }
  /** In a channel shared with another workspace, one whose workspace is not told counts as theirs. */
  const isGuest = ({ team, shared = false }: Doer): boolean => (team === undefined ? shared : team !== home)

  return async (doer) =>
    identify?.({
      platform: 'slack',
      id: doer.user,
      ...(home !== undefined && { place: home }),
      groups: await groupsOf(doer.user),
      guest: isGuest(doer),
    })
}
