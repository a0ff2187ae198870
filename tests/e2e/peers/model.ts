import { LLMock } from '@copilotkit/aimock'
import { feedbackTexts, rightText, wrongText } from './model-texts.ts'

/** What a test asks for by the name of the model; any other name, or a prompt without the exercise, gets 503. */
export const models = {
  wrong: 'explains-wrongly',
  right: 'explains-rightly',
  /** Feedback on answers to homework 4, by part: one that holds, one that does not, one without a claim. */
  feedback: 'gives-feedback',
} as const

/** The 5×5 ramp 1..25 with a Sobel kernel: true convolution, no padding, nine times −40. */
export const ramp =
  '/conv x:[[1,2,3,4,5],[6,7,8,9,10],[11,12,13,14,15],[16,17,18,19,20],[21,22,23,24,25]] kernel:[[-1,-2,-1],[0,0,0],[1,2,1]]'

export type ModelPeer = {
  /** For OPENAI_BASE_URL. */
  readonly baseUrl: string
  /** The requests so far, headers and body as they came. */
  requests(): readonly { readonly headers: Readonly<Record<string, string>>; readonly body: string }[]
  stop(): Promise<void>
}

/** An OpenAI-compatible server with fixed texts, on a port of its own. */
export const startModelPeer = async (): Promise<ModelPeer> => {
  const mock = new LLMock({ host: '127.0.0.1', port: 0, strict: true })
  for (const [model, content] of [
    [models.wrong, wrongText],
    [models.right, rightText],
  ] as const)
    mock.on({ model, userMessage: /"command": "\/conv/, systemMessage: 'was computed exactly' }, { content })
  for (const [part, content] of Object.entries(feedbackTexts))
    mock.on(
      {
        model: models.feedback,
        userMessage: new RegExp(`"command": "hw4 ${part}"`),
        systemMessage: 'was computed exactly',
      },
      { content },
    )
  await mock.start()
  return {
    baseUrl: `${mock.url}/v1`,
    requests: () => mock.getRequests().map(({ headers, body }) => ({ headers, body: JSON.stringify(body) })),
    stop: () => mock.stop(),
  }
}
