// What the plain form of a formula knows of TeX beyond its symbols.
import { bounds } from "../diagnostic/bounds.ts";
import { texBinaryNames, texSymbols } from "./tex-symbols.ts";

/** Raised characters, by the plain one. */
export const superscripts = characterMap(
  "0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ'′*∗",
  "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ′′**",
);
/** Lowered characters, by the plain one. */
export const subscripts = characterMap(
  "0123456789+-=()aehijklmnoprstuvxβγρφχ",
  "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ",
);
/** Raised signs that are set raised anyway. */
export const raisedSigns = new Map([
  ["∘", "°"],
  ["°", "°"],
  ["†", "†"],
  ["‡", "‡"],
  ["⊤", "ᵀ"],
  ["™", "™"],
  ["®", "®"],
]);
/** Blackboard capitals. */
export const doubleStruck = characterMap("CHNPQRZ", "ℂℍℕℙℚℝℤ");

/** Accents, by the mark that follows the letter. */
export const accents = new Map(
  Object.entries({
    hat: "\u0302",
    widehat: "\u0302",
    tilde: "\u0303",
    widetilde: "\u0303",
    bar: "\u0304",
    overline: "\u0305",
    vec: "\u20d7",
    dot: "\u0307",
    ddot: "\u0308",
    acute: "\u0301",
    grave: "\u0300",
    check: "\u030c",
    breve: "\u0306",
    mathring: "\u030a",
    underline: "\u0332",
    slashed: "\u0338",
    cancel: "\u0338",
    overrightarrow: "\u20d7",
  }),
);

/** Names of functions and operators, set upright with a space around. */
export const functions = new Set(
  (
    "arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup ln log max min " +
    "Pr sec sin sinh sup tan tanh argmax argmin mod"
  ).split(" "),
);

/** They show nothing, or only what follows. */
export const silent = new Set(
  (
    "left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr bigm displaystyle textstyle " +
    "scriptstyle scriptscriptstyle limits nolimits rm bf it cal sf tt mathrm mathbf mathit mathsf mathtt mathcal mathscr " +
    "mathfrak boldsymbol bm pmb mathnormal mathring mathop mathbin mathrel mathord mathopen mathclose ensuremath mbox " +
    "hbox boxed nonumber notag protect relax overset underset overbrace underbrace stackrel mathstrut hphantom"
  ).split(" "),
);
/** Their argument is words, whose spaces count. */
export const textCommands = new Set(
  "text textrm textit textbf textsf texttt textnormal mbox hbox operatorname".split(" "),
);
/** Gaps, by command. */
export const spaces = new Map([
  [",", ""],
  ["!", ""],
  [":", " "],
  [";", " "],
  [" ", " "],
  ["quad", " "],
  ["qquad", " "],
  ["\\", " "],
  ["enspace", " "],
  ["thinspace", ""],
  ["/", ""],
  [">", " "],
  ["hspace", " "],
  ["space", " "],
]);

function characterMap(from: string, to: string): ReadonlyMap<string, string> {
  const targets = [...to];
  return new Map([...from].map((character, index) => [character, targets[index]!]));
}

/** A piece of the plain form. */
interface Piece {
  readonly text: string;
  /** `binary`: spaces on both sides between operands. `function`: spaces toward letters and digits. */
  readonly kind: "ordinary" | "binary" | "function" | "space";
  /** A control word, whose space after it is but the end of its name. */
  readonly isWord: boolean;
}

/** Deeper groups are not read any further: what can't be set is told as a formula (`formulaProblem`). */
const depthLimit = bounds.formulaDepth.most;

/**
 * A formula as one readable line of Unicode, for search, feeds and addresses: "x_{1}^{2}" → "x₁²", "O(n \log n)" →
 * "O(n log n)", "\frac{a+b}{2}" → "(a+b)/2". Raised and lowered text is set so where Unicode has every character of
 * it, else after ^ or _. Spaces stay as typed between signs. Unknown commands show their name; never throws.
 */
export function mathToPlain(tex: string): string {
  if (tex.length > bounds.formulaCharacters.most) return tex;
  return new PlainReader(tex).read().trim().normalize("NFC");
}

class PlainReader {
  readonly #tokens: readonly string[];
  #index = 0;
  #depth = 0;

  constructor(tex: string) {
    this.#tokens = tex.match(/\\(?:[a-zA-Z]+\*?|.)|\s+|./gsu) ?? [];
  }

  read(): string {
    const parts: string[] = [];
    while (this.#index < this.#tokens.length) {
      parts.push(joinPieces(this.#sequence()));
      this.#index++;
    }
    return parts.join("");
  }

  /** Reads up to the brace that closes this group, or to the end. */
  #sequence(): Piece[] {
    const pieces: Piece[] = [];
    while (this.#index < this.#tokens.length && this.#tokens[this.#index] !== "}") {
      const token = this.#tokens[this.#index]!;
      if (token === "^" || token === "_") this.#scripts(pieces);
      else {
        const piece = this.#piece();
        if (piece.text) pieces.push(piece);
      }
    }
    return pieces;
  }

  #scripts(pieces: Piece[]): void {
    let [below, above] = ["", ""];
    for (let token = this.#tokens[this.#index]; token === "^" || token === "_"; token = this.#tokens[this.#index]) {
      this.#index++;
      if (token === "^") above += raise(this.#argument());
      else below += lower(this.#argument());
    }
    while (pieces.at(-1)?.kind === "space") pieces.pop();
    const base = pieces.pop();
    const kind = base?.kind === "function" ? "function" : "ordinary";
    pieces.push({ text: (base?.text ?? "") + below + above, kind, isWord: false });
  }

  /** The next group or token, as text. */
  #argument(): string {
    this.#skipSpace();
    if (this.#index >= this.#tokens.length || this.#tokens[this.#index] === "}" || this.#depth >= depthLimit) return "";
    this.#depth++;
    const { text } = this.#piece();
    this.#depth--;
    return text.trim();
  }

  #skipSpace(): void {
    while (/^\s/.test(this.#tokens[this.#index] ?? "")) this.#index++;
  }

  #piece(): Piece {
    const token = this.#tokens[this.#index++]!;
    if (token === "{") return ordinary(this.#group());
    if (/^\s/.test(token) || token === "~" || token === "&") return { text: " ", kind: "space", isWord: false };
    if (token === "'") return ordinary("′");
    if (!token.startsWith("\\") || token.length === 1) return ordinary(token);
    return this.#command(token.slice(1).replace(/\*$/, ""));
  }

  #group(): string {
    if (this.#depth >= depthLimit) return "";
    this.#depth++;
    const text = joinPieces(this.#sequence());
    this.#depth--;
    this.#index++;
    return text;
  }

  #command(name: string): Piece {
    const space = spaces.get(name);
    if (space !== undefined) {
      if (name === "hspace") this.#argument();
      return { text: space, kind: "space", isWord: false };
    }
    if (name === "frac" || name === "dfrac" || name === "tfrac" || name === "nicefrac" || name === "sfrac") {
      return ordinary(`${grouped(this.#argument())}/${grouped(this.#argument())}`);
    }
    if (name === "binom" || name === "dbinom" || name === "tbinom") {
      return ordinary(`(${this.#argument()} choose ${this.#argument()})`);
    }
    if (name === "sqrt") return ordinary(this.#root());
    if (name === "mathbb" || name === "mathds" || name === "Bbb") {
      return ordinary([...this.#argument()].map((letter) => doubleStruck.get(letter) ?? letter).join(""));
    }
    if (textCommands.has(name)) {
      const text = this.#rawGroup();
      return { text, kind: name === "operatorname" ? "function" : "ordinary", isWord: false };
    }
    const accent = accents.get(name);
    if (accent) {
      const base = this.#argument();
      return ordinary([...base.normalize("NFC")].length === 1 ? base + accent : base);
    }
    if (name === "not") {
      const base = this.#argument();
      return { text: ` ${base}\u0338 `.normalize("NFC").trim(), kind: "binary", isWord: true };
    }
    if (name === "pmod") return ordinary(` (mod ${this.#argument()})`);
    if (name === "bmod") return { text: "mod", kind: "function", isWord: true };
    if (name === "over") return ordinary("/");
    if (name === "begin" || name === "end") {
      this.#argument();
      return { text: " ", kind: "space", isWord: false };
    }
    if (silent.has(name)) {
      this.#skipSpace();
      if (this.#tokens[this.#index] === "." && /^(?:left|right)$/.test(name)) this.#index++;
      return ordinary("");
    }
    if (functions.has(name)) return { text: name, kind: "function", isWord: true };
    if (name === "|") return ordinary("‖");
    const symbol = texSymbols.get(name) ?? name;
    return { text: symbol, kind: texBinaryNames.has(name) ? "binary" : "ordinary", isWord: /^[a-zA-Z]/.test(name) };
  }

  #root(): string {
    this.#skipSpace();
    let degree = "";
    if (this.#tokens[this.#index] === "[") {
      const end = this.#tokens.indexOf("]", this.#index);
      if (end > 0 && end - this.#index < 20) {
        degree = this.#tokens.slice(this.#index + 1, end).join("");
        this.#index = end + 1;
      }
    }
    const sign = degree === "3" ? "∛" : degree === "4" ? "∜" : `${degree && raise(degree)}√`;
    return sign + grouped(this.#argument());
  }

  /** The text of the group that follows, spaces included; formulas in it lose their dollar signs. */
  #rawGroup(): string {
    this.#skipSpace();
    if (this.#tokens[this.#index] !== "{") return this.#argument();
    const start = ++this.#index;
    let depth = 1;
    for (; this.#index < this.#tokens.length; this.#index++) {
      const token = this.#tokens[this.#index];
      if (token === "{") depth++;
      else if (token === "}" && --depth === 0) break;
    }
    const inner = this.#tokens.slice(start, this.#index);
    this.#index++;
    return inner
      .filter((token) => token !== "{" && token !== "}" && token !== "$")
      .map((token) =>
        token.startsWith("\\")
          ? (spaces.get(token.slice(1)) ?? texSymbols.get(token.slice(1)) ?? token.slice(1))
          : token.replace(/^\s+$/, " "),
      )
      .join("");
  }
}

function ordinary(text: string): Piece {
  return { text, kind: "ordinary", isWord: false };
}

function joinPieces(pieces: readonly Piece[]): string {
  let text = "";
  for (const [index, piece] of pieces.entries()) {
    const before = pieces[index - 1];
    const after = pieces[index + 1];
    const isFirst = !text || /[([{] *$/.test(text);
    if (piece.kind === "space") {
      // The space after a control word only ends its name; between signs it is kept.
      const endsName =
        before?.isWord &&
        (before.kind === "ordinary" ? /^[\p{L}\p{N}([{]/u.test(after?.text ?? "") : /[±∓]/.test(before.text));
      if (text && !endsName) text += " ";
    } else if (piece.kind === "binary") {
      const isLast = pieces.slice(index + 1).every((next) => next.kind === "space");
      text = isFirst ? text.trimEnd() + piece.text : isLast ? text + piece.text : `${text.trimEnd()} ${piece.text} `;
    } else if (piece.kind === "function") {
      text += (/[\p{L}\p{N}\p{M})\]]$/u.test(text) ? " " : "") + piece.text;
    } else {
      text += (before?.kind === "function" && /^[\p{L}\p{N}√∑∏∫]/u.test(piece.text) ? " " : "") + piece.text;
    }
  }
  return text.replace(/ {2,}/g, " ");
}

function raise(text: string): string {
  if (raisedSigns.has(text)) return raisedSigns.get(text)!;
  return convert(text, superscripts) ?? `^${scriptGroup(text)}`;
}

function lower(text: string): string {
  return convert(text, subscripts) ?? `_${scriptGroup(text)}`;
}

function convert(text: string, map: ReadonlyMap<string, string>): string | undefined {
  const characters = [...text].map((character) => map.get(character));
  return characters.every((character) => character !== undefined) ? characters.join("") : undefined;
}

/** One sign or word stands alone; anything longer in parentheses. */
function scriptGroup(text: string): string {
  return /^(?:.|[\p{L}\p{N}\p{M}]+)$/u.test(text) ? text : `(${text})`;
}

/** What is more than one word or number in parentheses: numerators, what stands under a root. */
function grouped(text: string): string {
  return /^[\p{L}\p{N}\p{M}\p{No}⁰-₟∞.′]*$/u.test(text) || /^\([^()]*\)$/.test(text) ? text : `(${text})`;
}
