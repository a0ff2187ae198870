import { createLog } from '../../src/log.ts'
import { connectSlack } from '../../src/platforms/slack/app.ts'
import { start } from '../../src/start.ts'

/** The Slack app in socket mode against a peer: `node slack.ts BOT_TOKEN APP_TOKEN API`; prints a line when it is ready. */
const [botToken = '', appToken = '', slackApiUrl = ''] = process.argv.slice(2)
const { exacta } = await start({ logLevel: 'silent' })
await connectSlack({ botToken, appToken, exacta, log: createLog('silent'), clientOptions: { slackApiUrl } })
console.log('ready')
