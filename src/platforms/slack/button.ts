import type { BlockButtonAction, ViewSubmitAction } from '@slack/bolt'
import type { Reply } from '../../reply.ts'
import type { Place } from './deliver.ts'
import { packMetadata, unpackMetadata } from './metadata.ts'
import { deliverWithProgress, note, requestOf, type Session } from './session.ts'
import { buttonValues } from './source.ts'
import { checkView, submitted } from './view.ts'

const FORGOTTEN = note('The command behind this button is no longer known. Run the command again.')

/** The thread is left out at the top level: Slack shows no private message in a thread without replies. */
const placeOf = (body: BlockButtonAction): Place => {
  const within = body.message?.thread_ts ?? body.container.thread_ts
  const top = body.message?.ts ?? body.container.message_ts
  return {
    channel: body.channel?.id ?? String(body.container.channel_id),
    user: body.user.id,
    responseUrl: body.response_url,
    ...(typeof within === 'string' && within !== top ? { thread: within } : {}),
  }
}

const sourceOf = (session: Session, body: BlockButtonAction): string | undefined => {
  const value = body.actions[0]?.value
  return value === undefined ? undefined : session.references.resolve(value, buttonValues(body.message))
}

const secretly = (reply: Reply): Reply => ({ ...reply, private: true })

/** A click on a button: the work is done with the command that the button stands for, if that is still known. */
const onClick = (
  session: Session,
  body: BlockButtonAction,
  work: (place: Place, source: string) => Promise<void>,
): Promise<void> => {
  const place = placeOf(body)
  const what = body.actions[0]?.action_id ?? 'button'
  return session.run(what, place, async () => {
    const source = sourceOf(session, body)
    if (source === undefined) await session.delivery.deliver(place, FORGOTTEN)
    else await work(place, source)
  })
}

/** Shows progress in the thread of the answer, then replaces it by the checked explanation. */
export const onExplain = (session: Session, body: BlockButtonAction): Promise<void> =>
  onClick(session, body, async (place, source) => {
    const { exacta, closing: signal } = session
    const thread = place.thread ?? body.message?.ts
    const within: Place = thread === undefined ? place : { ...place, thread }
    const asker = await session.askerOf({ user: body.user.id, team: body.user.team_id })
    const explaining: Reply = { ...note('Explaining, and checking the explanation…'), private: false }
    await deliverWithProgress(
      session,
      within,
      (onProgress) => exacta.explain(source, { asker, signal, onProgress }),
      explaining,
    )
  })

/** A step is a hint for one student, so the others do not see it. */
export const onStep = (session: Session, body: BlockButtonAction): Promise<void> =>
  onClick(session, body, async (place, source) => {
    const [, step = '1', mode] = /^exacta\.step\.(\d+)\.(\w+)$/.exec(body.actions[0]?.action_id ?? '') ?? []
    const reply = await session.exacta.step(source, Number(step), mode === 'reveal')
    await session.delivery.deliver(place, secretly(reply))
  })

export const onCheck = (session: Session, body: BlockButtonAction): Promise<void> =>
  onClick(session, body, async (place, source) => {
    const view = checkView(packMetadata(place, source, session.references))
    await session.client.views.open({ trigger_id: body.trigger_id, view })
  })

/** The verdict on a student's own answer goes to that student only. */
export const onCheckView = (session: Session, { view, user }: ViewSubmitAction): Promise<void> => {
  const { exacta, delivery, references } = session
  const { place, about } = unpackMetadata(view.private_metadata, user.id, references)
  return session.run('check', place, async () => {
    const { answer = '' } = submitted(view)
    const reply =
      about === undefined ? FORGOTTEN : await exacta.check(about, answer, await requestOf(session, user))
    await delivery.deliver(place, secretly(reply))
  })
}
