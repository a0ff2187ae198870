export type Clock = { now(): number; sleep(milliseconds: number): Promise<void> }

const wallClock: Clock = {
  now: () => performance.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
}

/**
 * Slack allows a channel about one message a second, with short bursts (docs.slack.dev, "Rate limits"); Discord five in
 * five seconds (discord.com/developers/docs/topics/rate-limits).
 */
const INTERVAL = 1000
const BURST = 5
const CHANNELS = 1000
/** What a channel can take at once is kept for replies; progress takes what is left. */
const KEPT = 3

export type Pacer = {
  (channel: string): Promise<void>
  /** Whether a message that may as well be left out would keep nobody waiting. */
  hasRoom(channel: string): boolean
}

/** Waits until the channel may take one more message: the generic cell rate algorithm (ITU-T I.371). */
export const createPacer = (clock: Clock = wallClock): Pacer => {
  const due = new Map<string, number>()
  const pace = async (channel: string): Promise<void> => {
    const now = clock.now()
    if (due.size > CHANNELS) for (const [name, at] of due) if (at <= now) due.delete(name)
    const at = Math.max(due.get(channel) ?? now, now)
    due.set(channel, at + INTERVAL)
    const wait = at - now - (BURST - 1) * INTERVAL
    if (wait > 0) await clock.sleep(wait)
  }
  const hasRoom = (channel: string): boolean =>
    (due.get(channel) ?? 0) - clock.now() <= (BURST - KEPT - 1) * INTERVAL
  return Object.assign(pace, { hasRoom })
}
