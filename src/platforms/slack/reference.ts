import { createHash } from 'node:crypto'
import { leastRecent } from './least-recent.ts'

/**
 * A text as a button value or a view's metadata carries it: `=text` where it fits, else `#hash`, looked up in memory
 * or in another button of the same message.
 */
export type References = {
  refer(text: string, limit: number): string
  resolve(reference: string, siblings?: readonly string[]): string | undefined
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url')

export const createReferences = (capacity = 200): References => {
  const texts = leastRecent<string>(capacity)
  return {
    refer(text, limit) {
      if (text.length < limit) return `=${text}`
      const hash = hashOf(text)
      texts.set(hash, text)
      return `#${hash}`
    },
    resolve(reference, siblings = []) {
      if (reference.startsWith('=')) return reference.slice(1)
      const hash = reference.slice(1)
      const inline = siblings.filter((sibling) => sibling.startsWith('=')).map((sibling) => sibling.slice(1))
      return texts.get(hash) ?? inline.find((text) => hashOf(text) === hash)
    },
  }
}
