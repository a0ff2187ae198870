/** Items by pages; the next page is fetched while one is used. */
export async function* paged<T>(items: AsyncIterable<T>, size = 1000): AsyncGenerator<readonly T[]> {
  const pages = pagesOf(items, size)
  let coming = pages.next()
  try {
    for (;;) {
      const { value, done } = await coming
      if (done) return
      coming = pages.next()
      // What fails is told to whoever asks for it.
      coming.catch(() => undefined)
      yield value
    }
  } finally {
    await pages.return(undefined)
  }
}

async function* pagesOf<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<readonly T[], undefined> {
  let page: T[] = []
  for await (const item of items) {
    page.push(item)
    if (page.length < size) continue
    yield page
    page = []
  }
  if (page.length > 0) yield page
}
