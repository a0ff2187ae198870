import type { Exacta, Request } from '../../exacta.ts'
import type { Action, Reply } from '../../reply.ts'

/** What one line of input leads to. */
export type Turn = Reply | 'quit' | 'more'

const note = (text: string): Reply => ({
  title: '',
  tone: 'plain',
  blocks: [{ kind: 'text', runs: [text] }],
  actions: [],
  files: [],
  private: true,
})

/** `check hw4 2c …` names by itself what it is about. */
const beginsWithPart = /^[a-z][\w./-]*\s+\d+[a-z]?\s+\S/i
const nothingYet = note('There is no answer to go on from yet. Ask something first, such as /help.')

const chatHelp: Reply['blocks'] = [
  {
    kind: 'text',
    runs: [
      'After an answer: ',
      { code: 'explain' },
      ', ',
      { code: 'steps' },
      ', ',
      { code: 'step 2' },
      ', ',
      { code: 'show' },
      ' its value, ',
      { code: 'next' },
      ', ',
      { code: 'check y = …' },
      ', or the number in front of what is offered. ',
      { code: '/quit' },
      ' leaves.',
    ],
  },
]

/** One person's dialogue: what "explain" or "2" refers to. */
export class Conversation {
  readonly #exacta: Exacta
  #last: Reply | undefined
  #step = 0
  /** Lines of a text to check, until one that is only a dot. */
  #pasted: string[] | undefined

  constructor(exacta: Exacta) {
    this.#exacta = exacta
  }

  /** Answers one line. The request's signal calls off an explanation. */
  async take(line: string, request: Request = {}): Promise<Turn> {
    if (this.#pasted) return this.#paste(line)
    const typed = line.trim()
    if (typed === '') return 'more'
    if (/^\/?(quit|exit)$/i.test(typed)) return 'quit'
    if (/^\d+$/.test(typed)) return this.#press(Number(typed), request)
    const word = this.#word(typed, request)
    return word ?? this.#keep(await this.#asked(typed, request))
  }

  /** The input has ended: what was pasted so far is the whole. */
  async end(): Promise<Turn> {
    return this.#pasted && this.#pasted.length > 0 ? this.#paste('.') : 'quit'
  }

  /** Whether a longer text is being read. */
  get pasting(): boolean {
    return this.#pasted !== undefined
  }

  async #asked(typed: string, request: Request): Promise<Reply> {
    const reply = await this.#exacta.ask(typed, request)
    return /^\/?help$/i.test(typed) ? { ...reply, blocks: [...reply.blocks, ...chatHelp] } : reply
  }

  /** A word that goes on from the last answer; undefined for everything else, such as `/explain of:…`. */
  #word(typed: string, request: Request): Promise<Turn> | undefined {
    const [, word = '', rest = ''] = /^\/?([a-z]+)(?:\s+([\s\S]*))?$/i.exec(typed) ?? []
    const name = word.toLowerCase()
    if (/^\w+\s*:/.test(rest)) return undefined
    if (name === 'explain' && rest === '') return this.#act({ kind: 'explain', label: '' }, request)
    if ((name === 'steps' || name === 'hint') && rest === '') return this.#toStep(1, false)
    if (name === 'step' && /^\d+$/.test(rest)) return this.#toStep(Number(rest), false)
    if (name === 'show' && rest === '') return this.#toStep(Math.max(this.#step, 1), true)
    if (name === 'next' && rest === '') return this.#toStep(this.#step + 1, false)
    if (name !== 'check' || beginsWithPart.test(rest)) return undefined
    return rest === '' ? this.#act({ kind: 'check', label: '' }) : this.#check(rest)
  }

  async #press(number: number, request: Request): Promise<Turn> {
    const action = this.#last?.actions[number - 1]
    if (!action)
      return note(this.#last ? `Nothing with the number ${number} is offered.` : 'Nothing is offered yet.')
    return this.#act(action, request)
  }

  async #act(action: Action, request: Request = {}): Promise<Turn> {
    const source = this.#last?.source
    if (source === undefined) return nothingYet
    if (action.kind === 'explain') return this.#keep(await this.#exacta.explain(source, request))
    if (action.kind === 'step') return this.#toStep(action.step, action.reveal)
    this.#pasted = []
    return note('Type or paste what to check, then a line with only a dot.')
  }

  async #toStep(step: number, reveal: boolean): Promise<Turn> {
    const source = this.#last?.source
    if (source === undefined) return nothingYet
    this.#step = step
    return this.#keep(await this.#exacta.step(source, step, reveal), step)
  }

  async #check(text: string): Promise<Turn> {
    const source = this.#last?.source
    if (source === undefined) return nothingYet
    return this.#keep(await this.#exacta.check(source, text))
  }

  async #paste(line: string): Promise<Turn> {
    if (line.trim() !== '.') {
      this.#pasted?.push(line)
      return 'more'
    }
    const text = (this.#pasted ?? []).join('\n')
    this.#pasted = undefined
    return text.trim() === '' ? note('Nothing to check.') : this.#check(text)
  }

  /** A reply with a source is what the next words refer to. */
  #keep(reply: Reply, step = 0): Reply {
    if (reply.source !== undefined) {
      this.#last = reply
      this.#step = step
    }
    return reply
  }
}
