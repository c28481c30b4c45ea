// LaTeX's accent commands and what they do to the letter that follows.

/** One accent command. */
export interface Accent {
  /** The combining character, to stand after the letter. */
  readonly mark: string;
  /** What is shown where there is no letter. */
  readonly alone: string;
}

const accentRows = `
\` 0300 \`|' 0301 ´|^ 0302 ^|~ 0303 ~|= 0304 ¯|u 0306 ˘|. 0307 ˙|" 0308 ¨|h 0309|r 030A ˚|H 030B ˝|v 030C ˇ|G 030F
U 030E|f 0311|t 0361|newtie 0361|M 0322|d 0323|c 0327 ¸|k 0328 ˛|b 0331|B 0335
capitalgrave 0300 \`|capitalacute 0301 ´|capitalcircumflex 0302 ^|capitaltilde 0303 ~|capitalmacron 0304 ¯
capitalbreve 0306 ˘|capitaldotaccent 0307 ˙|capitaldieresis 0308 ¨|capitalring 030A ˚|capitalhungarumlaut 030B ˝
capitalcaron 030C ˇ|capitalcedilla 0327 ¸|capitalogonek 0328 ˛|capitaltie 0361|capitalnewtie 0361
textcommabelow 0326|textcommaabove 0313|textrevcommaabove 0314|textturncommaabove 0312|textcommaabover 0315
textvbaraccent 030D|textdoublevbaraccent 030E|textdotbreve 0310|textroundcap 0311|textsubgrave 0316|textsubacute 0317
textadvancing 0318|textretracting 0319|textlangleabove 031A|textrighthorn 031B|textsublhalfring 031C|textraising 031D
textlowering 031E|textsubplus 031F|textsubbar 0320|textsubminus 0320|textpalhookbelow 0321|textsubdot 0323
textsubumlaut 0324|textsubring 0325|textsyllabic 0329|textsubbridge 032A|textsubw 032B|textsubwedge 032C
textsubcircum 032D|textsubcircnum 032D|textsubbreve 032E|textundertie 032E|textsubarch 032F|textsubtilde 0330
subdoublebar 0333|textsuperimposetilde 0334|textlstrokethru 0336|textsstrikethru 0337|textsubrhalfring 0339
textinvsubbridge 033A|textsubsquare 033B|textseagull 033C|textovercross 033D|overbridge 0346|subdoublevert 0348
subcorner 0349|crtilde 034A|textoverw 034A|dottedtilde 034B|doubletilde 034C|spreadlips 034D|whistle 034E
textrightarrowhead 0350|textlefthalfring 0351|sublptr 0354|subrptr 0355|textrightuparrowhead 0356
textrighthalfring 0357|textdoublebreve 035D|textdoublemacron 035E|textdoublemacronbelow 035F|textdoubletilde 0360
texttoptiebar 0361|t* 0361|sliding 0362`;

/** By the command without its backslash: "'" , "v", "textcommabelow". LaTeX's own, textcomp's and tipa's. */
export const accents: ReadonlyMap<string, Accent> = new Map(
  accentRows
    .trim()
    .split(/[|\n]/)
    .map((row) => row.split(" "))
    .map(([name, code, alone = ""]) => [name!, { mark: String.fromCodePoint(Number.parseInt(code!, 16)), alone }]),
);

/**
 * Puts an accent on the first letter of `text`, after the marks it already has; a dotless i or j gets its letter back,
 * since Unicode composes those only. On nothing, or before a space, the accent stands alone.
 */
export function applyAccent(accent: Accent, text: string): string {
  const [, letter = "", marks = ""] = /^([^\s\p{M}]?)(\p{M}*)/u.exec(text)!;
  if (!letter) return accent.alone + text;
  const dotted = letter === "ı" ? "i" : letter === "ȷ" ? "j" : letter;
  return (dotted + marks + accent.mark).normalize("NFC") + text.slice(letter.length + marks.length);
}
