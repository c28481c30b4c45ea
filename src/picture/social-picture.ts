import { createHash } from "node:crypto";
import { escapeHtml } from "../text/escape.ts";

/** How wide a text is set; the width of a text is the sum of its characters' widths. */
export type Width = (text: string) => number;

/** Ideographs, kana and their marks: lines may break beside each of them (UAX #14, class ID). */
const wide = /[\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]/;
/** What may not begin a line (UAX #14, classes CL, CP, EX, IS, NS). */
const closing = /[\p{Pe}\p{Pf},.:;!?%、。，．：；！？・ーゝゞ々〻ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ～…‰℃]/u;
/** What may not end a line (UAX #14, class OP). */
const opening = /[\p{Ps}\p{Pi}]/u;
/** After these a line may break inside of a word. */
const hyphen = /[-\u2010\u2013\u2014/]/;

/**
 * The lines of a text, none wider than the limit, broken where a reader expects it: at spaces, after hyphens, between
 * ideographs, and inside of a word only where the word alone is too wide.
 */
export function breakLines(text: string, width: Width, limit: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  let used = 0;
  const finish = () => {
    if (line.trim() !== "") lines.push(line.trim());
    line = "";
    used = 0;
  };
  for (const piece of pieces(text)) {
    if (used + width(piece.trimEnd()) > limit) finish();
    const parts = width(piece.trimEnd()) > limit ? clusters(piece) : [piece];
    for (const part of parts) {
      if (used + width(part.trimEnd()) > limit) finish();
      line += part;
      used += width(part);
    }
  }
  finish();
  return lines;
}

/** As `breakLines`, as even as the same number of lines can be, as CSS's `text-wrap: balance`. */
export function balanceLines(text: string, width: Width, limit: number): readonly string[] {
  const count = breakLines(text, width, limit).length;
  let [low, high] = [0, limit];
  for (let step = 0; step < 12; step++) {
    const middle = (low + high) / 2;
    if (breakLines(text, width, middle).length > count) low = middle;
    else high = middle;
  }
  return breakLines(text, width, high);
}

/** The first lines, at most so many; the last then ends in an ellipsis and is still no wider than the limit. */
export function cutLines(lines: readonly string[], most: number, width: Width, limit: number): readonly string[] {
  if (lines.length <= most) return lines;
  let kept: readonly string[] = pieces(lines[most - 1] ?? "");
  if (kept.length === 1) kept = clusters(kept[0]!);
  const end = () => `${kept.join("").replace(/(?<![\s,;:(\p{Pd}])[\s,;:(\p{Pd}]+$/u, "")}…`;
  while (kept.length > 1 && width(end()) > limit) kept = kept.slice(0, -1);
  return [...lines.slice(0, most - 1), end()];
}

/** The text in pieces between which a line may break; spaces end a piece. */
function pieces(text: string): string[] {
  const found: string[] = [];
  let piece = "";
  for (const cluster of clusters(text)) {
    if (piece !== "" && mayBreak(piece.at(-1)!, cluster)) {
      found.push(piece);
      piece = "";
    }
    piece += cluster;
  }
  return piece === "" ? found : [...found, piece];
}

function mayBreak(before: string, after: string): boolean {
  if (after.startsWith(" ")) return false;
  if (before === " ") return true;
  if (hyphen.test(before)) return /^\p{L}/u.test(after);
  if (!wide.test(before) && !wide.test(after)) return false;
  return !closing.test(after) && !opening.test(before) && !/[\u00a0\u202f\u2060]/.test(before + after);
}

/** Characters, each with the marks above and below it. */
function clusters(text: string): string[] {
  return text.match(/\P{M}[\p{M}\u200c\u200d]*|\p{M}+/gu) ?? [];
}

/**
 * A color of CSS's `oklch()` as "#rrggbb" (CSS Color 4, sections 9 and 10): lightness from 0 to 1, chroma from 0, hue in
 * degrees. Outside of what sRGB can show, the chroma is lowered until it can.
 */
export function oklchToHex(lightness: number, chroma: number, hue: number): string {
  let shown = chroma;
  if (!isInGamut(linearSrgb(lightness, chroma, hue))) {
    let [low, high] = [0, chroma];
    for (let step = 0; step < 24; step++) {
      const middle = (low + high) / 2;
      if (isInGamut(linearSrgb(lightness, middle, hue))) low = middle;
      else high = middle;
    }
    shown = low;
  }
  const bytes = linearSrgb(lightness, shown, hue).map((light) => {
    const clear = Math.min(1, Math.max(0, light));
    const encoded = clear <= 0.0031308 ? 12.92 * clear : 1.055 * clear ** (1 / 2.4) - 0.055;
    return Math.round(encoded * 255)
      .toString(16)
      .padStart(2, "0");
  });
  return `#${bytes.join("")}`;
}

/** Oklab to linear-light sRGB, by the matrices of Oklab's definition. */
function linearSrgb(lightness: number, chroma: number, hue: number): readonly number[] {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ];
}

function isInGamut(light: readonly number[]): boolean {
  return light.every((one) => one >= -0.0001 && one <= 1.0001);
}

// In: what a picture says. Out: its SVG, set for the fonts of `_includes/assets/fonts`, and its name. Knows no file.

/** What the picture of a page says, which other sites show beside a link to it (Open Graph, `og:image`). Plain text all. */
export interface SocialPicture {
  readonly title: string;
  /** The authors of a paper, or what a topic or site is about. */
  readonly subtitle: string;
  /** Venue and year of a paper, or the title of the site. */
  readonly footer: string;
  /** The site's accent, in degrees; what is no number is the design's own. */
  readonly accentHue: number;
  /** The side from which the page reads. */
  readonly direction: "ltr" | "rtl";
  /** The page's language, as BCP 47 writes it. */
  readonly language: string;
}

/** The face of titles and that of all else. */
export type SocialFace = "serif" | "sans";

/** The width of a text in ems, character by character; `undefined` where no shipped font has one of them. */
export type MeasureText = (text: string, face: SocialFace) => number | undefined;

/** The fonts that ship, in the order in which they stand in for each other, each with the SHA-256 of its file. */
export const socialFonts: readonly { readonly family: string; readonly file: string; readonly sha256: string }[] = [
  {
    family: "Offprint Serif",
    file: "serif.ttf",
    sha256: "06566fffe629a602689afd9f0feb59b9078a22555c6e59fb271f4766579e0df7",
  },
  {
    family: "Offprint Sans",
    file: "sans.ttf",
    sha256: "ca45f012282572779f7d995c2162b0e80deb2150bb16c538f48e25f3a29c926b",
  },
  {
    family: "Offprint Han",
    file: "han.ttf",
    sha256: "15e290587a8138db7aabdf1be593cd3a6ce90bfd4f63d3a658bf634d5830f97c",
  },
];

/** The version of `@resvg/resvg-js`, which paints. */
export const painterVersion = "2.6.2";
/** Goes up with every change of what is drawn, so that no picture of an older design is kept. */
const designVersion = 1;

const [pictureWidth, pictureHeight] = [1200, 630];
const margin = 88;
const limit = pictureWidth - 2 * margin;
/** The colors of `site.css`. */
const colors = { paper: "#fcfaf6", ink: "#23201c", quiet: "#625c54" } as const;
/** The sizes of a title in pixels, each with the most lines it may take. */
const titleSizes = [
  { size: 80, most: 2 },
  { size: 68, most: 3 },
  { size: 60, most: 3 },
  { size: 54, most: 4 },
  { size: 48, most: 5 },
] as const;
/** Where a title begins, how far its last baseline may be from the first, and the last baseline of what is below it. */
const [titleTop, titleHeight, subtitleEnd] = [146, 230, 506];
/** More of a text than any picture can show. */
const longest = 800;

/** Ideographs, kana and their marks, which a font of their own has. */
const han = /[\u3000-\u9fff\uf900-\ufaff\uff00-\uffef]/;
const hanRun = new RegExp(`${han.source}+`, "g");
const arabic = /[\u0600-\u06ff\u0750-\u077f]/;

/** The name of a picture's file: a hash of everything its bytes depend on, as lower-case hex of 16. */
export function socialPictureName(picture: SocialPicture): string {
  const { title, subtitle, footer, accentHue, direction, language } = picture;
  const says = [title, subtitle, footer, accentHue, direction, language];
  const means = [designVersion, painterVersion, ...socialFonts.map(({ sha256 }) => sha256)];
  return createHash("sha256")
    .update(JSON.stringify([...says, ...means]))
    .digest("hex")
    .slice(0, 16);
}

/**
 * The picture as SVG of 1200 by 630: a rule, the title, what is said below it, and the footer. A text with letters that
 * no shipped font has is left out, and the footer takes the place of such a title; a picture may be a rule on paper.
 */
export function drawSocialPicture(picture: SocialPicture, measure: MeasureText): string {
  const accent = oklchToHex(0.46, 0.12, Number.isFinite(picture.accentHue) ? picture.accentHue : 32);
  const ownTitle = showable(picture.title, "serif", measure);
  const title = setTitle(ownTitle || showable(picture.footer, "serif", measure), measure);
  const subtitle = setSubtitle(showable(picture.subtitle, "sans", measure), endOf(title), measure);
  const footer = setFooter(ownTitle && showable(picture.footer, "sans", measure), accent, measure);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${pictureWidth}" height="${pictureHeight}"`,
    ` viewBox="0 0 ${pictureWidth} ${pictureHeight}" xml:lang="${escapeHtml(xmlText(picture.language))}">`,
    `<rect width="${pictureWidth}" height="${pictureHeight}" fill="${colors.paper}"/>`,
    `<path d="M${margin} 80h${limit}v6H${margin}zM${margin} 91h${limit}v1H${margin}z" fill="${accent}"/>`,
    ...[title, subtitle, footer].map((block) => drawBlock(block, picture.direction)),
    "</svg>\n",
  ].join("");
}

/** A text broken into lines, and how they are set. */
interface Block {
  readonly lines: readonly string[];
  readonly face: SocialFace;
  readonly size: number;
  readonly color: string;
  /** The baseline of the first line, and the way from one line to the next, in pixels. */
  readonly base: number;
  readonly leading: number;
}

/** The title at the largest size at which it fits, in even lines; at the smallest it is cut. */
function setTitle(text: string, measure: MeasureText): Block {
  const set = ({ size, most }: (typeof titleSizes)[number]) => {
    const leading = size * leadingOf(text, 1.14);
    const fitting = Math.min(most, 1 + Math.floor(titleHeight / leading));
    const { lines, isCut } = setLines(text, "serif", size, fitting, measure);
    return {
      lines,
      isCut,
      face: "serif",
      size,
      color: colors.ink,
      base: titleTop + leading - 0.4 * size,
      leading,
    } as const;
  };
  const [largest, ...smaller] = titleSizes;
  return smaller.reduce((block, one) => (block.isCut ? set(one) : block), set(largest));
}

/** What is said below the title, as many lines as there is room for and at most three. */
function setSubtitle(text: string, titleEnd: number, measure: MeasureText): Block {
  const [size, base] = [33, titleEnd + 76];
  const leading = size * leadingOf(text, 1.36);
  const most = Math.min(3, 1 + Math.floor(Math.max(0, subtitleEnd - base) / leading));
  const { lines } = setLines(text, "sans", size, most, measure);
  return { lines, face: "sans", size, color: colors.quiet, base, leading };
}

function setFooter(text: string, color: string, measure: MeasureText): Block {
  const { lines } = setLines(text, "sans", 30, 1, measure);
  return { lines, face: "sans", size: 30, color, base: 560, leading: 0 };
}

/** The baseline of a block's last line. */
function endOf({ lines, base, leading }: Block): number {
  return base + Math.max(0, lines.length - 1) * leading;
}

function setLines(text: string, face: SocialFace, size: number, most: number, measure: MeasureText) {
  const width = (part: string) => (measure(part, face) ?? 0) * size;
  const lines = breakLines(text, width, limit);
  const isCut = lines.length > most;
  return { lines: isCut ? cutLines(lines, most, width, limit) : balanceLines(text, width, limit), isCut };
}

/** Arabic letters and ideographs need more room between lines. */
function leadingOf(text: string, latin: number): number {
  return arabic.test(text) ? latin + 0.26 : han.test(text) ? latin + 0.14 : latin;
}

function drawBlock(block: Block, direction: SocialPicture["direction"]): string {
  const { lines, face, size, color, base, leading } = block;
  const family = face === "serif" ? "Offprint Serif" : "Offprint Sans";
  const [x, anchor] = direction === "rtl" ? [pictureWidth - margin, "end"] : [margin, "start"];
  const place = (index: number) => `x="${x}" y="${Math.round(base + index * leading)}" text-anchor="${anchor}"`;
  const look = `font-family="${family}" font-size="${size}" fill="${color}"`;
  // The font of ideographs is light: beside the serif face they get a stroke.
  const stroke = `stroke="${color}" stroke-width="${(size / 45).toFixed(2)}"`;
  const text = (line: string) =>
    face === "serif" ? line.replace(hanRun, (run) => `<tspan ${stroke}>${run}</tspan>`) : line;
  const isFromRight = isRightToLeft(lines.join(" "));
  return lines
    .map((line, index) => `<text ${place(index)} ${look}>${text(escapeHtml(paintable(line, isFromRight)))}</text>`)
    .join("");
}

/**
 * A line as the painter sets it right. It takes every line for one that reads from the left, so that another stands in an
 * isolate (UAX #9). Where ideographs come from another font it counts glyphs, and a ligature would upset the count.
 */
function paintable(line: string, isFromRight: boolean): string {
  const apart = han.test(line) ? line.replace(/f(?=[fijlt])/g, "f\u200c") : line;
  return isFromRight ? `\u2067${apart}\u2069` : apart;
}

/** Whether the first letter is one of a script that reads from the right. */
function isRightToLeft(text: string): boolean {
  return arabic.test(/\p{L}/u.exec(text)?.[0] ?? "");
}

/**
 * The text as the shipped fonts can show it: a character they lack in its plainer form (Unicode's compatibility form),
 * emoji, ornaments and rare accents left out. Empty where a letter, number or sign of mathematics would be missing.
 */
function showable(text: string, face: SocialFace, measure: MeasureText): string {
  let shown = "";
  for (const character of xmlText(text.slice(0, longest)).normalize("NFC")) {
    const form = [character, character.normalize("NFKC")].find((one) => measure(one, face) !== undefined);
    if (form === undefined && /[\p{L}\p{N}\p{Sm}]/u.test(character)) return "";
    shown += form ?? "";
  }
  // The painter can't set these beside what comes from another font.
  if (han.test(shown) && /[\p{M}\u0600-\u06ff\u0750-\u077f]/u.test(shown)) return "";
  return shown.replace(/ +/g, " ").trim();
}

/** Without what XML forbids and without characters that only steer others; spaces and breaks of lines are one space. */
function xmlText(text: string): string {
  return text
    .replace(/[\p{Zl}\p{Zp}\p{Cc} ]+/gu, " ")
    .replace(/[\p{Cs}\ufffe\uffff]/gu, "")
    .replace(/(?![\u200c\u200d])\p{Cf}/gu, "");
}
