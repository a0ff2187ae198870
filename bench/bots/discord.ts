import { enableCompileCache } from 'node:module'

// As `src/main.ts` starts.
enableCompileCache()
const { createLog } = await import('../../src/log.ts')
const { connectDiscord } = await import('../../src/platforms/discord/bot.ts')
const { start } = await import('../../src/start.ts')

/** The Discord bot against a peer: `node discord.ts TOKEN API`; prints a line when it is ready. */
const [token = '', api = ''] = process.argv.slice(2)
const { exacta } = await start({ logLevel: 'silent' })
await connectDiscord({ token, exacta, log: createLog('silent'), rest: { api, version: '10' } })
console.log('ready')
