/** Larger files are not read: no hand-written source is, and parsing them would cost seconds. */
export const MAX_BYTES = 1024 * 1024;

/**
 * Text of a file, by its byte order mark or as UTF-8; `undefined` for a binary. Lines end in line feeds, so
 * that no grammar reads a checkout of Windows in another way; lines and columns stay what they are.
 */
export function decode(bytes: Buffer): string | undefined {
  const text = decoded(bytes);
  return text?.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text;
}

function decoded(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString('utf16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    const even = bytes.subarray(2, bytes.length - (bytes.length % 2));
    return Buffer.from(even).swap16().toString('utf16le');
  }
  const body =
    bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
  if (body.subarray(0, 8_192).includes(0)) return undefined;
  return body.toString('utf8');
}
