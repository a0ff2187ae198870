import { connectDiscord } from '../../../src/platforms/discord/bot.ts'
import { connectSlack } from '../../../src/platforms/slack/app.ts'
import { type Started, start } from '../../../src/start.ts'

/** A bot in a process of its own, which can be killed; settings by the environment of the test. */
const { BOT_PLATFORM = 'discord', BOT_TOKEN = '', BOT_API = '', BOT_FILES = '' } = process.env
const { BOT_FOLDER = '', BOT_STAFF = '', BOT_DATABASE: url, BOT_REDIS: redisUrl } = process.env

const inDiscord = async (started: Started): Promise<void> => {
  const bot = await connectDiscord({
    ...started,
    token: BOT_TOKEN,
    rest: { api: BOT_API, version: '10' },
    fileOrigins: [BOT_FILES],
  })
  started.classes?.announceBy('discord', bot.tell, bot.settle)
}

const inSlack = async (started: Started): Promise<void> => {
  const { BOT_APP_TOKEN: appToken = '' } = process.env
  const bot = await connectSlack({
    ...started,
    botToken: BOT_TOKEN,
    appToken,
    clientOptions: { slackApiUrl: BOT_API },
    fileOrigins: [BOT_FILES],
  })
  started.classes?.announceBy('slack', bot.tell, bot.settle)
}

const started = await start({
  logLevel: 'silent',
  store: { folder: BOT_FOLDER, ...(url && { url }) },
  staff: { discordRoles: [BOT_STAFF], slackPeople: [BOT_STAFF] },
  grading: { dataKey: 'a key of sixteen signs', ...(redisUrl && { redisUrl }) },
})
await (BOT_PLATFORM === 'slack' ? inSlack(started) : inDiscord(started))
await started.classes?.resume()
process.stdout.write('ready\n')
