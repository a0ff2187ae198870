/**
 * What Slack takes (docs.slack.dev, "Block Kit", "Views", "App manifest reference"), in UTF-16 units.
 * `message` is undocumented: chat.postMessage refuses blocks of about 13,200 characters (slackapi/bolt-js#2509).
 */
export const LIMITS = {
  blocks: 50,
  text: 3000,
  message: 13_000,
  buttonLabel: 75,
  buttonValue: 2000,
  viewTitle: 24,
  viewBlocks: 100,
  label: 2000,
  hint: 2000,
  placeholder: 150,
  option: 75,
  options: 100,
  typed: 3000,
  metadata: 3000,
  commands: 50,
  commandDescription: 2000,
  usageHint: 1000,
} as const

/** At most `limit` units, with an ellipsis where something was left out; never half of a surrogate pair. */
export const clip = (text: string, limit: number): string => {
  if (text.length <= limit) return text
  return `${text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}
