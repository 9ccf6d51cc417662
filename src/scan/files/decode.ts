/** Larger files are not judged: no hand-written source is, and parsing them would cost seconds. */
export const MAX_BYTES = 1024 * 1024;
/** Up to here a larger file is looked through for words that matter. */
export const MOST_BYTES = 8 * MAX_BYTES;

/**
 * Text of a file, by its byte order mark or as UTF-8. Lines end in line feeds, so that no grammar reads a
 * checkout of Windows in another way; lines and columns stay what they are. Zero bytes stay in it.
 */
export function decode(bytes: Buffer): string {
  const text = decoded(bytes);
  return text.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text;
}

function decoded(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString('utf16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    const even = bytes.subarray(2, bytes.length - (bytes.length % 2));
    return Buffer.from(even).swap16().toString('utf16le');
  }
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return (marked ? bytes.subarray(3) : bytes).toString('utf8');
}
