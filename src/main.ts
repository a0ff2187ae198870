import { enableCompileCache } from 'node:module'

// Reading and compiling the modules is most of a start; what is imported from here on is kept for the next one.
enableCompileCache()
await import('./serve.ts')
