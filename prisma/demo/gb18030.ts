let codes: ReadonlyMap<string, readonly number[]> | undefined;

/** Characters and their two bytes, asked of the platform's decoder once. */
function table(): ReadonlyMap<string, readonly number[]> {
  const map = new Map<string, readonly number[]>();
  const decoder = new TextDecoder('gb18030');
  for (let first = 0x81; first <= 0xfe; first++)
    for (let second = 0x40; second <= 0xfe; second++) {
      const character = decoder.decode(Uint8Array.of(first, second));
      if (character.length === 1 && character !== '\ufffd') map.set(character, [first, second]);
    }
  return map;
}

/** Text as older Chinese spreadsheets save it. Node can only decode this encoding. Characters beyond two bytes are refused. */
export function encodeGb18030(text: string): Buffer {
  codes ??= table();
  const bytes: number[] = [];
  for (const character of text) {
    if (character < '\u0080') bytes.push(character.charCodeAt(0));
    else {
      const code = codes.get(character);
      if (code === undefined) throw new Error(`"${character}" has no two-byte form in GB18030`);
      bytes.push(...code);
    }
  }
  return Buffer.from(bytes);
}
