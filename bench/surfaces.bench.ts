import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { startDiscordStandIn } from '../tests/e2e/peers/discord-stand-in.ts'
import { SLACK_APP, slackPeerMissing, startSlackPeer } from '../tests/e2e/peers/slack.ts'
import { type Figure, milliseconds, quantile } from './measure.ts'

const users = 200

/** Starts the bot in a process of its own, so that the peer's work does not count as the bot's. */
const startBot = (file: string, ...args: string[]): Promise<{ child: ChildProcess; ready: number }> =>
  new Promise((resolve, reject) => {
    const from = performance.now()
    const child = spawn(process.execPath, [new URL(`./bots/${file}`, import.meta.url).pathname, ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)))
    createInterface({ input: child.stdout }).once('line', () =>
      resolve({ child, ready: performance.now() - from }),
    )
  })

const spread = (what: string, times: readonly number[], aim: string): Figure[] => {
  const sorted = times.toSorted((a, b) => a - b)
  return [
    { what: `${what}, p50`, value: milliseconds(quantile(sorted, 0.5)) },
    { what: `${what}, p99`, value: milliseconds(quantile(sorted, 0.99)), aim },
  ]
}

const discord = async (): Promise<Figure[]> => {
  const peer = await startDiscordStandIn()
  const { child, ready } = await startBot('discord.ts', peer.token, peer.rest.api)
  const options = (at: number): Record<string, string> => ({ x: `${at} 2; 3 4`, kernel: '1 0; 0 -1' })
  for (let at = 0; at < 20; at++) await (await peer.command('conv', options(at))).shown
  const [acknowledged, answered]: [number[], number[]] = [[], []]
  await Promise.all(
    Array.from({ length: users }, async (_, at) => {
      const from = performance.now()
      const exchange = await peer.command('conv', options(at))
      await exchange.acknowledged
      acknowledged.push(performance.now() - from)
      await exchange.shown
      answered.push(performance.now() - from)
    }),
  )
  child.removeAllListeners('exit')
  child.kill()
  await peer.stop()
  return [
    { what: 'Discord: process start to connected', value: milliseconds(ready), aim: '1.5 s' },
    ...spread(`Discord: ${users} at once, acknowledged`, acknowledged, '300 ms'),
    ...spread(`Discord: ${users} at once, answered`, answered, '500 ms'),
  ]
}

const slack = async (): Promise<Figure[]> => {
  if (slackPeerMissing !== undefined) return [{ what: 'Slack', value: slackPeerMissing }]
  const peer = await startSlackPeer({ mode: 'socket', users })
  const { child, ready } = await startBot(
    'slack.ts',
    SLACK_APP.botToken,
    SLACK_APP.appToken,
    peer.clientOptions.slackApiUrl,
  )
  const ask = (user: number): Promise<unknown> =>
    peer.command(`U${1000 + user}`, '/conv', `x:${user} 2; 3 4 kernel:1 0; 0 -1`)
  const answersOf = (): number => peer.messages.filter(({ user }) => user === SLACK_APP.botUser).length
  await ask(0)
  await peer.waitFor('the first answer', () => (answersOf() > 0 ? true : undefined))
  const before = answersOf()
  const from = performance.now()
  const acknowledged: number[] = []
  await Promise.all(
    Array.from({ length: users }, (_, at) => ask(at).then(() => acknowledged.push(performance.now() - from))),
  )
  await peer.waitFor('every answer', () => (answersOf() - before >= users ? true : undefined))
  const answered = performance.now() - from
  child.removeAllListeners('exit')
  child.kill()
  await peer.stop()
  return [
    { what: 'Slack: process start to connected', value: milliseconds(ready), aim: '1.5 s' },
    ...spread(`Slack: ${users} at once, acknowledged`, acknowledged, '300 ms'),
    { what: `Slack: ${users} at once, the last one answered`, value: milliseconds(answered), aim: '500 ms' },
  ]
}

export const measure = async (): Promise<readonly Figure[]> => [...(await discord()), ...(await slack())]
