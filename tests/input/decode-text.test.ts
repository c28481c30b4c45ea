import { describe, expect, test } from "vitest";
import { decodeText } from "../../src/input/files/read-files.ts";

describe("decodeText", () => {
  test("takes a byte-order mark away", () => {
    expect(decodeText(Buffer.from("\uFEFFé"))).toEqual({ text: "é" });
  });

  test("reads what is not UTF-8 as Windows-1252 and says where it begins", () => {
    expect(decodeText(Buffer.from("Müller, Café", "latin1"))).toEqual({ text: "Müller, Café", firstForeignByte: 1 });
    expect(decodeText(Uint8Array.of(0x80, 0x93))).toEqual({ text: "€“", firstForeignByte: 0 });
  });

  test("keeps the UTF-8 of a file in which a few bytes are not", () => {
    const bytes = Buffer.concat([Buffer.from("Łódź 漢 😀 "), Buffer.from([0xe9]), Buffer.from(" é")]);
    expect(decodeText(bytes).text).toBe("Łódź 漢 😀 é é");
  });

  test("takes surrogates, overlong forms and a cut sequence for single bytes (Unicode 15, table 3-7)", () => {
    expect(decodeText(Uint8Array.of(0xed, 0xa0, 0x80)).text).toBe("í\u00a0€");
    expect(decodeText(Uint8Array.of(0xc0, 0xaf)).text).toBe("À¯");
    expect(decodeText(Uint8Array.of(0x61, 0xe2, 0x82)).text).toBe("aâ‚");
  });

  test("reads UTF-16 by its mark", () => {
    expect(decodeText(Buffer.from("\uFEFFé", "utf16le"))).toEqual({ text: "é", firstForeignByte: 0 });
  });
});
