import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** Keeps who a student is apart from their answers; without a key the text is kept as it is. */
export type Seal = {
  /** The same for the same text, and says nothing of it to whoever has no key. */
  digest(text: string): string
  seal(text: string): string
  /** Throws for what was sealed with another key. */
  open(sealed: string): string
}

class SealError extends Error {
  override readonly name = 'SealError'
  constructor(how: string, cause?: unknown) {
    super(`Who these students are was sealed ${how}.`, { cause })
  }
}

export const createSeal = (dataKey: string | undefined): Seal => {
  if (dataKey === undefined)
    return {
      digest: (text) => createHash('sha256').update(text).digest('base64url').slice(0, 32),
      seal: (text) => `plain:${text}`,
      open: (sealed) => openPlain(sealed),
    }
  const keyFor = (use: string): Buffer => Buffer.from(hkdfSync('sha256', dataKey, 'exacta', use, 32))
  const [secret, name] = [keyFor('seal'), keyFor('digest')]
  return {
    digest: (text) => createHmac('sha256', name).update(text).digest('base64url').slice(0, 32),
    seal: (text) => {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', secret, nonce)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return `gcm:${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')}`
    },
    open: (sealed) => (sealed.startsWith('gcm:') ? decrypt(sealed.slice(4), secret) : openPlain(sealed)),
  }
}

const openPlain = (sealed: string): string => {
  if (sealed.startsWith('plain:')) return sealed.slice('plain:'.length)
  throw new SealError('with a DATA_KEY, and none is set')
}

const decrypt = (encoded: string, secret: Buffer): string => {
  const bytes = Buffer.from(encoded, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, 12))
  decipher.setAuthTag(bytes.subarray(12, 28))
  try {
    return decipher.update(bytes.subarray(28), undefined, 'utf8') + decipher.final('utf8')
  } catch (cause) {
    throw new SealError('with another DATA_KEY', cause)
  }
}
