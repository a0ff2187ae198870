import { connectDiscord } from '../../../src/platforms/discord/bot.ts'
import { start } from '../../../src/start.ts'

/** A bot in a process of its own, which can be killed; settings by the environment of the test. */
const { BOT_TOKEN = '', BOT_API = '', BOT_FILES = '', BOT_FOLDER = '', BOT_STAFF = '' } = process.env
const { BOT_DATABASE: url, BOT_REDIS: redisUrl } = process.env
const started = await start({
  logLevel: 'silent',
  store: { folder: BOT_FOLDER, ...(url && { url }) },
  staff: { discordRoles: [BOT_STAFF] },
  grading: { dataKey: 'a key of sixteen signs', ...(redisUrl && { redisUrl }) },
})
const bot = await connectDiscord({
  ...started,
  token: BOT_TOKEN,
  rest: { api: BOT_API, version: '10' },
  fileOrigins: [BOT_FILES],
})
started.classes?.announceBy('discord', bot.tell)
await started.classes?.resume()
process.stdout.write('ready\n')
