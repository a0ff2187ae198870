import { createHash } from 'node:crypto'
import type { Action } from '../../reply.ts'
import { limits } from './layout.ts'

/** Texts too long for a message, by a key short enough for a button; the oldest are forgotten, and all at a restart. */
export type Memory = { remember(text: string): string; recall(key: string): string | undefined }

export const createMemory = (capacity = 500): Memory => {
  const texts = new Map<string, string>()
  const touch = (key: string, text: string) => {
    texts.delete(key)
    texts.set(key, text)
    const oldest = texts.size > capacity ? texts.keys().next().value : undefined
    if (oldest !== undefined) texts.delete(oldest)
  }
  return {
    remember: (text) => {
      const key = createHash('sha256').update(text).digest('base64url').slice(0, 16)
      touch(key, text)
      return key
    },
    recall: (key) => {
      const text = texts.get(key)
      if (text !== undefined) touch(key, text)
      return text
    },
  }
}

/** A footer is shown as it is, without markdown, and Discord trims it: what it holds can be read back unchanged. */
export const fitsFooter = (source: string): boolean =>
  source.length <= Math.min(limits.footer, 1500) &&
  source !== '' &&
  source.trim() === source &&
  !/[\r\n]/.test(source)

export type Press = {
  readonly action:
    | { readonly kind: 'explain' | 'check' }
    | { readonly kind: 'step'; readonly step: number; readonly reveal: boolean }
  /** The button stands in a private chain of steps, whose message it replaces. */
  readonly chained: boolean
  readonly key: string
}

export const pressId = (action: Action, chained: boolean, key: string): string => {
  const step = action.kind === 'step' ? `${action.step}${action.reveal ? 'r' : 'a'}` : ''
  return ['exacta', action.kind, step, chained ? 'c' : '', key].join(':')
}

const pressShape = /^exacta:(explain|check|step):(?:(\d{1,6})([ra]))?:(c?):([\w-]*)$/

export const readPress = (id: string): Press | undefined => {
  const [, kind, step, reveal, chained, key = ''] = pressShape.exec(id) ?? []
  const rest = { chained: chained === 'c', key }
  if (kind === 'explain' || kind === 'check') return { action: { kind }, ...rest }
  if (kind !== 'step' || step === undefined) return undefined
  return { action: { kind, step: Number(step), reveal: reveal === 'r' }, ...rest }
}

/** What is read of a message, be it discord.js's or the REST API's. */
export type Readable = {
  readonly embeds: readonly { readonly footer?: { readonly text?: string } | null }[]
  readonly components?: readonly unknown[] | null
}

const customIds = (components: readonly unknown[]): readonly string[] =>
  [...JSON.stringify(components).matchAll(/"custom_id":"(exacta:[^"\\]*)"/g)].flatMap(([, id]) => id ?? [])

/** The command that a message of ours answers. */
export const sourceIn = (message: Readable, memory: Memory): string | undefined => {
  const footer = message.embeds.find((embed) => embed.footer?.text)?.footer?.text
  if (footer) return footer
  for (const id of customIds(message.components ?? [])) {
    const known = memory.recall(readPress(id)?.key ?? '')
    if (known !== undefined) return known
  }
  return undefined
}
