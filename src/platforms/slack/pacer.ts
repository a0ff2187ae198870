export type Clock = { now(): number; sleep(milliseconds: number): Promise<void> }

const wallClock: Clock = {
  now: () => performance.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
}

/** Slack allows a channel about one message a second, with short bursts (docs.slack.dev, "Rate limits"). */
const INTERVAL = 1000
const BURST = 5
const CHANNELS = 1000

/** Waits until the channel may take one more message: the generic cell rate algorithm (ITU-T I.371). */
export const createPacer = (clock: Clock = wallClock): ((channel: string) => Promise<void>) => {
  const due = new Map<string, number>()
  return async (channel) => {
    const now = clock.now()
    if (due.size > CHANNELS) for (const [name, at] of due) if (at <= now) due.delete(name)
    const at = Math.max(due.get(channel) ?? now, now)
    due.set(channel, at + INTERVAL)
    const wait = at - now - (BURST - 1) * INTERVAL
    if (wait > 0) await clock.sleep(wait)
  }
}
