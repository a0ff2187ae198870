import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { InputError, UpstreamError } from '../../../src/errors.ts'
import { remoteFile } from '../../../src/platforms/remote-file.ts'
import { type FileHost, resetting, startFileHost } from '../../e2e/grading/file-host.ts'

describe('remoteFile', () => {
  let host: FileHost
  let other: FileHost
  beforeEach(async () => {
    other = await startFileHost({ '/a.csv': 'secret' })
    host = await startFileHost({
      '/a.csv': 'student,part',
      '/moved': `${other.origin}/a.csv`,
      '/reset': resetting,
    })
  })
  afterEach(() => {
    host.stop()
    other.stop()
  })

  const read = async (address: string, bytes = 'student,part'.length): Promise<string> => {
    const file = remoteFile({
      name: 'a.csv',
      bytes,
      address,
      origins: [host.origin],
      headers: { authorization: 'x' },
    })
    const chunks: Uint8Array[] = []
    for await (const chunk of file.read()) chunks.push(chunk)
    return Buffer.concat(chunks).toString()
  }

  it('fetches from the platform’s own hosts', async () => {
    expect(await read(`${host.origin}/a.csv`)).toBe('student,part')
  })

  it.each([
    ['another host', () => `${other.origin}/a.csv`],
    ['a host that begins alike', () => `${host.origin}.evil.example/a.csv`],
    ['the host as a user', () => `${host.origin.replace('http://', 'http://x@evil.example/')}`],
    ['a file of the machine', () => 'file:///etc/passwd'],
    ['no address', () => ''],
  ])('fetches nothing from %s', async (_, address) => {
    await expect(read(address())).rejects.toThrow(InputError)
    expect([...host.fetched, ...other.fetched]).toEqual([])
  })

  it('does not follow to another host', async () => {
    await expect(read(`${host.origin}/moved`)).rejects.toThrow(UpstreamError)
    expect(other.fetched).toEqual([])
  })

  it('ends where more comes than was said, and tells what is not there', async () => {
    await expect(read(`${host.origin}/a.csv`, 5)).rejects.toThrow(/larger than it was said/)
    await expect(read(`${host.origin}/none.csv`)).rejects.toThrow(/status 404/)
  })

  it('refuses what ends early, however it ends', async () => {
    await expect(read(`${host.origin}/a.csv`, 5000)).rejects.toThrow(
      new UpstreamError('refused', "Only 12 of the file's 5000 bytes arrived. Please hand it in again."),
    )
    await expect(read(`${host.origin}/reset`, 5000)).rejects.toThrow(UpstreamError)
  })

  it('passes on that it is called off', async () => {
    const file = remoteFile({
      name: 'a',
      bytes: 5000,
      address: `${host.origin}/reset`,
      origins: [host.origin],
    })
    const reason = new Error('called off')
    const reading = async () => {
      for await (const _ of file.read(AbortSignal.abort(reason)));
    }
    await expect(reading()).rejects.toBe(reason)
  })
})
