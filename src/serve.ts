import { createServer, type Server } from 'node:http'
import { openChat } from './cli/ask.ts'
import { type Config, isMisconfigured, readConfig } from './config.ts'
import type { Telling } from './exacta.ts'
import { everyHour } from './flags/digest.ts'
import type { Reply } from './reply.ts'
import { type Started, start } from './start.ts'

type Surface = {
  readonly name: string
  connected(): boolean
  post(channel: string, reply: Reply): Promise<void>
  tell(person: string, reply: Reply, telling: Telling): Promise<boolean>
  settle(progress: string, reply: Reply): Promise<void>
  stop(): Promise<void>
}

const hints = [
  'Discord: set DISCORD_TOKEN and DISCORD_APPLICATION_ID, then `npx exacta publish --discord`.',
  'Slack: set SLACK_BOT_TOKEN with SLACK_APP_TOKEN (socket mode) or SLACK_SIGNING_SECRET (HTTP).',
  'A model for explanations: set MODEL, OPENAI_API_KEY and, for other servers, OPENAI_BASE_URL.',
  'All of these may stand in a file named .env here; .env.example lists them. `npx exacta doctor` tells what is missing.',
]

/** Connects what is configured; a surface that refuses is logged and the others serve on. */
const connectAll = async (config: Config, { exacta, identify, log }: Started): Promise<Surface[]> => {
  const attempts: [name: string, connection: Promise<Omit<Surface, 'name'>>][] = []
  if (config.discord) {
    const { connectDiscord } = await import('./platforms/discord/bot.ts')
    attempts.push(['Discord', connectDiscord({ token: config.discord.token, exacta, identify, log })])
  }
  if (config.slack) {
    const { connectSlack } = await import('./platforms/slack/app.ts')
    attempts.push([
      'Slack',
      connectSlack({
        ...config.slack,
        exacta,
        identify,
        staffGroups: config.staff?.slackGroups ?? [],
        log,
      }),
    ])
  }
  const surfaces = await Promise.all(
    attempts.map(async ([name, connection]): Promise<Surface[]> => {
      try {
        const connected = await connection
        return [
          {
            name,
            connected: () => connected.connected(),
            post: (channel, reply) => connected.post(channel, reply),
            tell: (person, reply, telling) => connected.tell(person, reply, telling),
            settle: (progress, reply) => connected.settle(progress, reply),
            stop: () => connected.stop(),
          },
        ]
      } catch (error) {
        log.error({ err: error }, `${name} did not connect; \`npx exacta doctor\` says more`)
        return []
      }
    }),
  )
  return surfaces.flat()
}

/** Sends the digest of the week to the staff's channels, where there are any. Gives the way to stop. */
const startDigests = (
  { staffChannels = {} }: Config,
  { sendDigest, log }: Started,
  surfaces: readonly Surface[],
): (() => void) => {
  const channels: Readonly<Record<string, string | undefined>> = {
    Discord: staffChannels.discord,
    Slack: staffChannels.slack,
  }
  const readers = surfaces.flatMap((surface) => {
    const channel = channels[surface.name]
    return channel === undefined ? [] : [{ surface, channel }]
  })
  if (!sendDigest || readers.length === 0) return () => undefined
  const post = async (digest: Reply): Promise<void> => {
    await Promise.any(readers.map(({ surface, channel }) => surface.post(channel, digest)))
  }
  return everyHour(() => sendDigest(post), log)
}

/** Lets the surfaces tell people how their batches ended, also those that were begun before. */
const resumeGrading = ({ staff }: Config, { classes, log }: Started, surfaces: readonly Surface[]): void => {
  for (const { name, tell, settle } of surfaces)
    classes?.announceBy(name === 'Slack' ? 'slack' : 'discord', tell, settle)
  // Where nobody is staff nobody has begun anything.
  if (!staff) return
  classes
    ?.resume()
    .catch((error: unknown) => log.error({ err: error }, 'batches of before could not be taken up'))
}

/** 200 while every surface is connected, else 503 with the names of those that are not. */
const serveHealth = (port: number, surfaces: readonly Surface[]): Server =>
  createServer((_request, response) => {
    const down = surfaces.filter((surface) => !surface.connected()).map(({ name }) => name)
    response.writeHead(down.length === 0 ? 200 : 503, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ ok: down.length === 0, down }))
  }).listen(port)

const main = async (): Promise<void> => {
  const config = readConfig()
  if (!config.discord && !config.slack) {
    process.stdout.write(
      `No chat platform is configured, so here is the terminal.\n${hints.map((hint) => `  ${hint}\n`).join('')}\n`,
    )
    return openChat()
  }
  const started = await start(config)
  if (config.model || config.staff) await started.openStore()
  const surfaces = await connectAll(config, started)
  if (surfaces.length === 0) {
    process.exitCode = 1
    return started.stop()
  }
  const health = config.healthPort === undefined ? undefined : serveHealth(config.healthPort, surfaces)
  started.log.info(`ready: ${surfaces.map(({ name }) => name).join(', ')}`)
  resumeGrading(config, started, surfaces)
  const endDigests = startDigests(config, started, surfaces)
  const stop = async (): Promise<void> => {
    endDigests()
    health?.close()
    await Promise.all(surfaces.map((surface) => surface.stop()))
    await started.stop()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop())
}

try {
  await main()
} catch (error) {
  if (!isMisconfigured(error)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}
