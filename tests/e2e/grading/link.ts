import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A link to a server that can be made to swallow everything, as a firewall does, and to carry on. */
export type Link = { readonly port: number; swallow(): void; carryOn(): void; close(): Promise<void> }

export const openLink = async (target: number): Promise<Link> => {
  const sockets = new Set<Socket>()
  let swallowing = false
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1')
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket)
      socket.pipe(other)
      // What a server or a client breaks off is theirs to mend.
      socket.on('error', () => undefined)
      socket.once('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
      if (swallowing) socket.pause()
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('no port')
  return {
    port: address.port,
    swallow() {
      swallowing = true
      for (const socket of sockets) {
        socket.unpipe()
        socket.pause()
      }
    },
    carryOn() {
      swallowing = false
      // Both ends have waited for one another; a link that was away for long comes back without its connections.
      for (const socket of sockets) socket.destroy()
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
