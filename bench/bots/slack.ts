import { enableCompileCache } from 'node:module'

// As `src/main.ts` starts.
enableCompileCache()
const { createLog } = await import('../../src/log.ts')
const { connectSlack } = await import('../../src/platforms/slack/app.ts')
const { start } = await import('../../src/start.ts')

/** The Slack app in socket mode against a peer: `node slack.ts BOT_TOKEN APP_TOKEN API`; prints a line when it is ready. */
const [botToken = '', appToken = '', slackApiUrl = ''] = process.argv.slice(2)
const { exacta } = await start({ logLevel: 'silent' })
await connectSlack({ botToken, appToken, exacta, log: createLog('silent'), clientOptions: { slackApiUrl } })
console.log('ready')
