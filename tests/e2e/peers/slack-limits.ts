/**
 * Slack's published limits, written down apart from the adapter's own table, for the peer accepts oversize blocks.
 * docs.slack.dev: "Block Kit blocks", "Block elements", "Views", "Rich text"; the message limit: slackapi/bolt-js#2509.
 */
const MOST: Readonly<Record<string, number>> = {
  placeholder: 150,
  label: 2000,
  hint: 2000,
  title: 24,
  submit: 24,
  close: 24,
  value: 2000,
  action_id: 255,
  block_id: 255,
  callback_id: 255,
  private_metadata: 3000,
}
const ELEMENTS: Readonly<Record<string, number>> = { actions: 25, context: 10 }
const TEXT = 3000
const OPTION = 75
const BUTTON = 75

type Found = { readonly [key: string]: unknown }

const isObject = (value: unknown): value is Found =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const lengthOf = (value: unknown): number =>
  typeof value === 'string'
    ? value.length
    : isObject(value) && typeof value.text === 'string'
      ? value.text.length
      : 0

/** The characters of all text elements below a rich text element. */
const textUnder = (value: unknown): number => {
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + textUnder(each), 0)
  if (!isObject(value)) return 0
  return (typeof value.text === 'string' ? value.text.length : 0) + textUnder(value.elements)
}

function* walk(value: unknown, path: string): Generator<string> {
  if (Array.isArray(value)) {
    for (const [index, each] of value.entries()) yield* walk(each, `${path}[${index}]`)
    return
  }
  if (!isObject(value)) return
  for (const [key, child] of Object.entries(value)) {
    const most = MOST[key]
    if (most !== undefined && lengthOf(child) > most) yield `${path}.${key} has ${lengthOf(child)} of ${most}`
  }
  const type = String(value.type)
  const elements = value.elements
  const many = ELEMENTS[type]
  if (many !== undefined && Array.isArray(elements) && elements.length > many)
    yield `${path}: too many elements`
  if (type === 'button' && lengthOf(value.text) > BUTTON) yield `${path}: button label`
  if (type === 'text' && value.text === '') yield `${path}: empty text element`
  if (type === 'text' && Object.keys(value).some((key) => !['type', 'text', 'style'].includes(key)))
    yield `${path}: unknown key`
  if (['user', 'usergroup', 'channel', 'broadcast', 'link', 'team'].includes(type))
    yield `${path}: a ${type} mention`
  if (type === 'mrkdwn') yield `${path}: mrkdwn is not escaped by blocks`
  if ((type === 'plain_text' || type === 'text') && lengthOf(value.text) > TEXT)
    yield `${path}: text too long`
  if (type.startsWith('rich_text') && textUnder(value) > TEXT) yield `${path}: rich text too long`
  const options = value.options
  if (Array.isArray(options)) {
    if (options.length === 0 || options.length > 100) yield `${path}: ${options.length} options`
    for (const option of options)
      if (isObject(option) && (lengthOf(option.text) > OPTION || lengthOf(option.value) > OPTION))
        yield `${path}: option label`
  }
  for (const [key, child] of Object.entries(value)) yield* walk(child, `${path}.${key}`)
}

/** What of a message Slack would refuse, or read as markup. */
export const messageBreaches = (message: {
  readonly text?: string
  readonly blocks?: unknown
}): readonly string[] => {
  const { text = '', blocks = [] } = message
  const found = [...walk(blocks, 'blocks')]
  if (!Array.isArray(blocks) || blocks.length > 50) found.push('more than 50 blocks')
  const size = text.length + JSON.stringify(blocks).length
  if (size > 13_000) found.push(`${size} characters in all`)
  if (text.trim() === '' && (!Array.isArray(blocks) || blocks.length === 0)) found.push('an empty message')
  if (/<|>|&(?!amp;|lt;|gt;)/.test(text)) found.push('control characters in the fallback text')
  const ids = Array.isArray(blocks) ? blocks.flatMap(actionIds) : []
  if (new Set(ids).size < ids.length) found.push('an action_id twice')
  return found
}

const actionIds = (block: unknown): readonly unknown[] => {
  const elements = isObject(block) && Array.isArray(block.elements) ? block.elements : []
  return elements.flatMap((each) => (isObject(each) && 'action_id' in each ? [each.action_id] : []))
}

export const viewBreaches = (view: Readonly<Record<string, unknown>>): readonly string[] => {
  const { blocks = [], title, submit, close, callback_id, private_metadata } = view
  const found = [...walk({ blocks, title, submit, close, callback_id, private_metadata }, 'view')]
  if (!Array.isArray(blocks) || blocks.length === 0 || blocks.length > 100) found.push('blocks')
  const ids = Array.isArray(blocks)
    ? blocks.flatMap((block) => (isObject(block) ? [block.block_id] : []))
    : []
  if (new Set(ids).size < ids.length) found.push('a block_id twice')
  return found
}
