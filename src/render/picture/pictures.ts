import { createHash } from 'node:crypto'
import { serialize } from 'node:v8'
import type { Picture, PictureRequest } from '../../picture.ts'
import { ByteCache } from './byte-cache.ts'
import type { Answer } from './messages.ts'
import { Painter } from './painter.ts'

export type PicturesOptions = {
  /** processes that draw; each is started when it is first needed. */
  readonly processes?: number
  /** From the start of a drawing to the end of its process. */
  readonly timeoutMs?: number
  readonly cacheBytes?: number
  /** Pictures that may wait; past them a reply goes without. */
  readonly mostWaiting?: number
  /** A process that had nothing to draw for as long ends; without it, none ends before the last. */
  readonly idleMs?: number
  readonly refused?: (name: string, because: string) => void
}

export type Pictures = {
  /** Never rejects: undefined where this cannot be drawn, or not now. */
  draw(request: PictureRequest): Promise<Picture | undefined>
  stop(): Promise<void>
}

const defaults = { processes: 2, timeoutMs: 4000, cacheBytes: 32 * 2 ** 20, mostWaiting: 200 }

const extensions = { 'image/png': 'png', 'image/gif': 'gif' } as const

type Waiting = { readonly request: PictureRequest; settle(answer: Answer): void }

export const createPictures = (options: PicturesOptions = {}): Pictures => new Studio(options)

/** Pictures by content: the same drawing is drawn once, also when it is asked for while it is drawn. */
class Studio implements Pictures {
  readonly #options: Required<Omit<PicturesOptions, 'refused' | 'idleMs'>>
  readonly #refused: PicturesOptions['refused']
  readonly #cache: ByteCache<Answer>
  readonly #running = new Map<string, Promise<Answer>>()
  readonly #queue: Waiting[] = []
  readonly #painters = new Set<Painter>()
  readonly #idleMs: number | undefined
  #idle: NodeJS.Timeout | undefined
  #stopped = false

  constructor({ refused, idleMs, ...options }: PicturesOptions) {
    this.#options = { ...defaults, ...options }
    this.#refused = refused
    this.#idleMs = idleMs
    this.#cache = new ByteCache(this.#options.cacheBytes)
  }

  async draw(request: PictureRequest): Promise<Picture | undefined> {
    const answer = await this.#answer(request)
    if (answer.kind === 'refused') {
      this.#refused?.(request.name, answer.because)
      return undefined
    }
    const { type, bytes, width, height } = answer
    return { name: `${request.name}.${extensions[type]}`, type, bytes, width, height, alt: request.alt }
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#idle)
    for (const { settle } of this.#queue.splice(0)) settle(refusal('stopped'))
    await Promise.all([...this.#painters].map((painter) => painter.stop()))
  }

  #answer(request: PictureRequest): Promise<Answer> {
    const key = createHash('sha256').update(serialize(request.drawing)).digest('base64')
    const known = this.#cache.get(key)
    if (known) return Promise.resolve(known)
    const running = this.#running.get(key)
    if (running) return running
    const answer = this.#enqueue(request).then((found) => {
      this.#running.delete(key)
      if (found.kind === 'drawn') this.#cache.set(key, found, found.bytes.length + 500)
      return found
    })
    this.#running.set(key, answer)
    return answer
  }

  #enqueue(request: PictureRequest): Promise<Answer> {
    if (this.#stopped) return Promise.resolve(refusal('stopped'))
    if (this.#queue.length >= this.#options.mostWaiting)
      return Promise.resolve(refusal('too many are waiting'))
    return new Promise((settle) => {
      this.#queue.push({ request, settle })
      this.#next()
    })
  }

  #next(): void {
    while (this.#queue.length > 0) {
      const painter = this.#freePainter()
      if (!painter) return
      const waiting = this.#queue.shift()
      if (!waiting) return
      painter.draw(waiting.request.drawing, this.#options.timeoutMs).then((answer) => {
        if (painter.gone) this.#painters.delete(painter)
        waiting.settle(answer)
        this.#next()
        this.#awaitWork()
      })
    }
  }

  /** Ends what is not busy, when nothing was drawn for a while. */
  #awaitWork(): void {
    clearTimeout(this.#idle)
    if (this.#idleMs === undefined) return
    this.#idle = setTimeout(() => {
      for (const painter of this.#painters) {
        if (painter.busy) continue
        this.#painters.delete(painter)
        painter.stop()
      }
    }, this.#idleMs).unref()
  }

  #freePainter(): Painter | undefined {
    for (const painter of this.#painters) if (!painter.busy && !painter.gone) return painter
    if (this.#stopped || this.#painters.size >= this.#options.processes) return undefined
    const painter = new Painter()
    this.#painters.add(painter)
    return painter
  }
}

const refusal = (because: string): Answer => ({ kind: 'refused', because })
