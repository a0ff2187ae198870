import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectSlack, type SlackConnection } from '../../src/platforms/slack/app.ts'
import { type Started, start } from '../../src/start.ts'
import { SLACK_APP, type SlackPeer, slackPeerMissing, startSlackPeer } from './peers/slack.ts'

const staffMember = 'U1001'
const form = 'application/x-www-form-urlencoded'

/** As docs.slack.dev, "Verifying requests from Slack", describes it. */
const signed = (body: string) => {
  const seconds = Math.floor(Date.now() / 1000)
  const digest = createHmac('sha256', SLACK_APP.signingSecret).update(`v0:${seconds}:${body}`).digest('hex')
  return {
    body,
    headers: {
      'content-type': form,
      'x-slack-request-timestamp': String(seconds),
      'x-slack-signature': `v0=${digest}`,
    },
  }
}

describe.skipIf(slackPeerMissing !== undefined)('/flags in a channel that two workspaces share', () => {
  let exacta: Started
  let peer: SlackPeer
  let slack: SlackConnection
  beforeAll(async () => {
    exacta = await start({
      logLevel: 'silent',
      staff: { slackPeople: [staffMember], slackGroups: [], discordRoles: [] },
    })
    peer = await startSlackPeer({ mode: 'http' })
    const { botToken, signingSecret } = SLACK_APP
    const { clientOptions } = peer
    slack = await connectSlack({
      botToken,
      signingSecret,
      port: 0,
      host: '127.0.0.1',
      ...exacta,
      clientOptions,
    })
    peer.pointTo(slack.port ?? 0)
  })
  afterAll(async () => {
    await slack.stop()
    await peer.stop()
    await exacta.stop()
  })

  /** What the app answers to /flags of somebody in a workspace. */
  const flagsOf = async (user_id: string, team_id: string): Promise<string> => {
    const from = peer.messages.length
    const fields = {
      command: '/flags',
      text: 'state:all',
      channel_id: peer.channel,
      user_id,
      team_id,
      trigger_id: '1',
    }
    const { status } = await peer.redeliver(signed(new URLSearchParams(fields).toString()))
    expect(status).toBe(200)
    const { text } = await peer.waitFor('an answer', () =>
      peer.messages.slice(from).find(({ user }) => user === SLACK_APP.botUser),
    )
    return text
  }

  test('an ordinary member is turned away', async () => {
    expect(await flagsOf('U1000', 'T0COURSE')).toMatch(/for the staff of the course/)
  })

  test('so is a member of another workspace, by whatever id', async () => {
    expect(await flagsOf(staffMember, 'T0OTHER')).toMatch(/for the staff of the course/)
  })

  test('staff is not', async () => {
    const text = await flagsOf(staffMember, 'T0COURSE')
    expect(text).not.toMatch(/for the staff of the course/)
    // No store is configured here.
    expect(text).toMatch(/No flags are kept here/)
  })
})
