import { describe, expect, it } from 'vitest'
import { createIdentify } from '../../../../src/identity.ts'
import { createAskerOf } from '../../../../src/platforms/slack/person.ts'
import { fakeLog } from '../../explain/fake-model.ts'

const identify = createIdentify('secret', { slackPeople: ['U0STAFF'], slackGroups: ['S0STAFF'] })

const setUp = (list: () => Promise<{ users?: string[] }>) => {
  let asked = 0
  const client = {
    usergroups: {
      users: {
        list: () => {
          asked += 1
          return list()
        },
      },
    },
  }
  const { log, lines } = fakeLog()
  const askerOf = createAskerOf({
    // The only method of the client that is called.
    client: client as never,
    identify,
    home: 'T0HOME',
    groups: ['S0STAFF'],
    log,
  })
  return { askerOf, lines, asked: () => asked }
}
const ofGroup = () => Promise.resolve({ users: ['U0TA'] })

describe('who asks on Slack', () => {
  it.each([
    ['an ordinary member', { user: 'U0ALICE', team: 'T0HOME' }, false],
    ['one on the list', { user: 'U0STAFF', team: 'T0HOME' }, true],
    ['a member of the group', { user: 'U0TA', team: 'T0HOME' }, true],
    ['one on the list, from another workspace', { user: 'U0STAFF', team: 'T0OTHER' }, false],
    ['a member of the group, from another workspace', { user: 'U0TA', team: 'T0OTHER' }, false],
    ['somebody in a shared channel, of no known workspace', { user: 'U0STAFF', shared: true }, false],
    ['somebody in a channel of the workspace', { user: 'U0STAFF', shared: false }, true],
  ])('%s', async (_, doer, staff) => {
    expect((await setUp(ofGroup).askerOf(doer))?.staff).toBe(staff)
  })

  it('looks the groups up once in a while', async () => {
    const { askerOf, asked } = setUp(ofGroup)
    for (const user of ['U0ALICE', 'U0BOB', 'U0TA']) await askerOf({ user, team: 'T0HOME' })
    expect(asked()).toBe(1)
  })

  it('takes nobody for staff when Slack does not tell', async () => {
    const { askerOf, lines } = setUp(() => Promise.reject(new Error('missing_scope')))
    expect((await askerOf({ user: 'U0TA', team: 'T0HOME' }))?.staff).toBe(false)
    expect(lines).toMatchObject([{ level: 'error' }])
  })
})
