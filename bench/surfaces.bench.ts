import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { startDiscordStandIn } from '../tests/e2e/peers/discord-stand-in.ts'
import { SLACK_APP, slackPeerMissing, startSlackPeer } from '../tests/e2e/peers/slack.ts'
import { type Figure, milliseconds, quantile } from './measure.ts'

const crowds = [100, 200]
/** Commands before anything is measured: the compiler of JavaScript has seen the code by then. */
const warmUp = 150

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
  for (let at = 0; at < warmUp; at++) await (await peer.command('conv', options(at))).shown
  const figures: Figure[] = []
  for (const users of crowds) {
    const [acknowledged, answered]: [number[], number[]] = [[], []]
    await Promise.all(
      Array.from({ length: users }, async (_, at) => {
        const from = performance.now()
        const exchange = await peer.command('conv', options(users * 10 + at))
        await exchange.acknowledged
        acknowledged.push(performance.now() - from)
        await exchange.shown
        answered.push(performance.now() - from)
      }),
    )
    figures.push(
      ...spread(`Discord: ${users} at once, acknowledged`, acknowledged, '300 ms'),
      ...spread(`Discord: ${users} at once, answered`, answered, '500 ms'),
    )
  }
  child.removeAllListeners('exit')
  child.kill()
  await peer.stop()
  return [
    { what: 'Discord: process start to connected', value: milliseconds(ready), aim: '1.5 s' },
    ...figures,
  ]
}

const slack = async (): Promise<Figure[]> => {
  if (slackPeerMissing !== undefined) return [{ what: 'Slack', value: slackPeerMissing }]
  const peer = await startSlackPeer({ mode: 'socket', users: Math.max(...crowds) })
  const { child, ready } = await startBot(
    'slack.ts',
    SLACK_APP.botToken,
    SLACK_APP.appToken,
    peer.clientOptions.slackApiUrl,
  )
  const ask = (user: number, x: number): Promise<unknown> =>
    peer.command(`U${1000 + user}`, '/conv', `x:${x} 2; 3 4 kernel:1 0; 0 -1`)
  const answersOf = (): number => peer.messages.filter(({ user }) => user === SLACK_APP.botUser).length
  const answers = (count: number): Promise<unknown> =>
    peer.waitFor('every answer', () => (answersOf() >= count ? true : undefined))
  for (let at = 0; at < warmUp; at++) {
    const before = answersOf()
    await ask(at % 100, at)
    await answers(before + 1)
  }
  const figures: Figure[] = []
  for (const users of crowds) {
    const before = answersOf()
    const acknowledged: number[] = []
    const from = performance.now()
    await Promise.all(
      Array.from({ length: users }, (_, at) =>
        ask(at, users * 10 + at).then(() => acknowledged.push(performance.now() - from)),
      ),
    )
    await answers(before + users)
    figures.push(...spread(`Slack: ${users} at once, acknowledged`, acknowledged, '300 ms'), {
      what: `Slack: ${users} at once, the last one answered`,
      value: milliseconds(performance.now() - from),
      aim: '500 ms',
    })
  }
  child.removeAllListeners('exit')
  child.kill()
  await peer.stop()
  return [{ what: 'Slack: process start to connected', value: milliseconds(ready), aim: '1.5 s' }, ...figures]
}

export const measure = async (): Promise<readonly Figure[]> => [...(await discord()), ...(await slack())]
