/**
 * The plain text of what Slack delivers: `&amp; &lt; &gt;` are read back, links become what was typed, and mentions of
 * people, channels and groups, which no command takes, are left out.
 */
export const plainText = (delivered: string): string =>
  delivered
    .replace(/<(?:https?:\/\/|mailto:)[^|>]*\|([^>]*)>/g, '$1')
    .replace(/<((?:https?:\/\/|mailto:)[^|>]*)>/g, '$1')
    .replace(/<[@#!][^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim()
