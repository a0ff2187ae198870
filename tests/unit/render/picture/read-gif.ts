/** The frames of a GIF with one palette and whole-size frames, put on top of each other: GIF89a, appendix F for LZW. */
export type GifFrames = {
  readonly width: number
  readonly height: number
  /** RGBA of every frame as it is seen. */
  readonly frames: readonly Uint8Array[]
  readonly delays: readonly number[]
}

const unpack = (data: Uint8Array, minimum: number, size: number): Uint8Array => {
  const [clear, end] = [1 << minimum, (1 << minimum) + 1]
  const out = new Uint8Array(size)
  let [at, bits, held, width, filled] = [0, 0, 0, minimum + 1, 0]
  let table: Uint8Array[] = []
  const reset = () => {
    table = Array.from({ length: end + 1 }, (_, code) => Uint8Array.of(code))
    width = minimum + 1
  }
  reset()
  let before: Uint8Array | undefined
  while (filled < size) {
    while (bits < width) {
      held |= (data[at++] ?? 0) << bits
      bits += 8
    }
    const code = held & ((1 << width) - 1)
    held >>>= width
    bits -= width
    if (code === end) break
    if (code === clear) {
      reset()
      before = undefined
      continue
    }
    const known = table[code] ?? Uint8Array.of(...(before ?? []), before?.[0] ?? 0)
    out.set(known, filled)
    filled += known.length
    if (before && table.length < 4096) {
      table.push(Uint8Array.of(...before, known[0] ?? 0))
      if (table.length === 1 << width && width < 12) width += 1
    }
    before = known
  }
  return out
}

export const readGif = (bytes: Uint8Array): GifFrames => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const [width, height, flags] = [view.getUint16(6, true), view.getUint16(8, true), bytes[10] ?? 0]
  let at = 13
  const paletteAt = (count: number) => {
    const palette = bytes.subarray(at, at + 3 * count)
    at += 3 * count
    return palette
  }
  let palette = flags & 128 ? paletteAt(2 << (flags & 7)) : new Uint8Array()
  const blocks = () => {
    const parts: number[] = []
    for (let size = bytes[at++] ?? 0; size > 0; size = bytes[at++] ?? 0) {
      parts.push(...bytes.subarray(at, at + size))
      at += size
    }
    return Uint8Array.from(parts)
  }
  let [transparent, delay] = [-1, 0]
  const frames: Uint8Array[] = []
  const delays: number[] = []
  let seen = new Uint8Array(4 * width * height)
  while (bytes[at] !== 0x3b && at < bytes.length) {
    const kind = bytes[at++]
    if (kind === 0x21) {
      const label = bytes[at++]
      const data = blocks()
      if (label === 0xf9) {
        transparent = (data[0] ?? 0) & 1 ? (data[3] ?? -1) : -1
        delay = 10 * ((data[1] ?? 0) | ((data[2] ?? 0) << 8))
      }
      continue
    }
    const local = bytes[at + 8] ?? 0
    at += 9
    if (local & 128) palette = paletteAt(2 << (local & 7))
    const minimum = bytes[at++] ?? 2
    const index = unpack(blocks(), minimum, width * height)
    seen = Uint8Array.from(seen)
    for (const [pixel, colour] of index.entries()) {
      if (colour === transparent) continue
      seen.set([...palette.subarray(3 * colour, 3 * colour + 3), 255], 4 * pixel)
    }
    frames.push(seen)
    delays.push(delay)
  }
  return { width, height, frames, delays }
}
