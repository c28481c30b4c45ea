import { describe, expect, test } from "vitest";
import { latexToPlain, parseLatex } from "../../../src/text/latex/latex.ts";
import { readMacroDefinitions } from "../../../src/text/latex/latex-macros.ts";
import type { RichNode, RichText } from "../../../src/text/rich-text.ts";

const tex = String.raw;
const plain = (text: string) => latexToPlain(text).value;
const codes = (text: string) => parseLatex(text).problems.map(({ code, offset }) => `${code} ${offset}`);

/** What is marked so, as plain text. */
function marked(text: string, kind: RichNode["kind"]): string[] {
  const flat = (nodes: RichText): string =>
    nodes
      .map((node) => (node.kind === "text" ? node.value : node.kind === "math" ? node.tex : flat(node.children)))
      .join("");
  const find = (nodes: RichText): string[] =>
    nodes.flatMap((node) =>
      node.kind === "text" || node.kind === "math"
        ? []
        : [...(node.kind === kind ? [flat(node.children)] : []), ...find(node.children)],
    );
  return find(parseLatex(text).value);
}

/** The TeX of every formula. */
function formulas(text: string): string[] {
  const find = (nodes: RichText): string[] =>
    nodes.flatMap((node) => (node.kind === "math" ? [node.tex] : node.kind === "text" ? [] : find(node.children)));
  return find(parseLatex(text).value);
}

describe("parseLatex", () => {
  test.each([
    [tex`Fast {DNA} sorting with {Bayes} trees and {\LaTeX}`, "Fast DNA sorting with Bayes trees and LaTeX"],
    ["{A Field Guide To {{Alpine}} Lichens}", "A Field Guide To Alpine Lichens"],
    [tex`{{\"U}ber} die {Gr{\"o}{\ss}e}`, "Über die Größe"],
    [
      tex`{\'E}tudes fran{\c c}aises: na{\"\i}ve \oe uvre, {\L}{\'o}d{\'z}, \~nandu`,
      "Études françaises: naïve œuvre, Łódź, ñandu",
    ],
    [
      "``Smart'' quotes---and ties~in {Section}~3, pages 1--5, the `new' way",
      "“Smart” quotes—and ties\u00a0in Section\u00a03, pages 1–5, the ‘new’ way",
    ],
    [
      tex`Profit \& loss: 50\% of \$5 \#1 snake\_case \{braces\} \textbackslash{} \textasciitilde`,
      tex`Profit & loss: 50% of $5 #1 snake_case {braces} \ ~`,
    ],
    [
      tex`Growth of \emph{Pinus nigra} and \textit{Abies} in \textbf{dry} soils, \textsc{Spire} and \texttt{x.py}`,
      "Growth of Pinus nigra and Abies in dry soils, Spire and x.py",
    ],
    [
      tex`Ageing in Big Blue\textsuperscript{\tiny\textregistered} \textit{lacI} rodents and H\textsubscript{2}O`,
      "Ageing in Big Blue® lacI rodents and H2O",
    ],
    [
      tex`On $k$-means, $\alpha$-stable laws and $O(n \log n)$ bounds for $x_{1}^{2}$`,
      "On k-means, α-stable laws and O(n log n) bounds for x₁²",
    ],
    ["Cost is US$ 5 in 2002", "Cost is US$ 5 in 2002"],
    [
      'Role of <i>E. coli</i> and CO<sub>2</sub> in <span class="x">soil</span> &amp; water',
      "Role of E. coli and CO2 in soil & water",
    ],
    ["Stars with M < 5 and z > 3", "Stars with M < 5 and z > 3"],
    [tex`Ashwa \{Solana\} roots`, "Ashwa {Solana} roots"],
    ["Trees &amp; forests &ndash; a r&eacute;sum&eacute;", "Trees & forests – a résumé"],
    ["On {Ramsey} numbers $R(3,k)$", "On Ramsey numbers R(3,k)"],
    ["Learning To Rank: A Survey Of Methods", "Learning To Rank: A Survey Of Methods"],
    ["Як ми пишемо", "Як ми пишемо"],
  ])("reads %s", (text, expected) => {
    expect(plain(text)).toBe(expected);
  });

  test("keeps markup as a tree", () => {
    const text = tex`\emph{Pinus} \mkbibbold{dry} \textsc{Spire} \texttt{x.py} \textsuperscript{a} H\textsubscript{2}O {\em old {\bf both}}`;
    expect(marked(text, "emphasis")).toEqual(["Pinus", "old both"]);
    expect(marked(text, "strong")).toEqual(["dry", "both"]);
    expect(marked(text, "smallCaps")).toEqual(["Spire"]);
    expect(marked(text, "code")).toEqual(["x.py"]);
    expect(marked(text, "superscript")).toEqual(["a"]);
    expect(marked(text, "subscript")).toEqual(["2"]);
  });

  test("ends a switch at its brace or at the switch back", () => {
    expect(marked(tex`a {\it b \rm c} d`, "emphasis")).toEqual(["b "]);
    expect(marked(tex`{\bfseries a \itshape b \mdseries c} d`, "strong")).toEqual(["a b "]);
    expect(marked(tex`{\bfseries a \itshape b \mdseries c} d`, "emphasis")).toEqual(["b ", "c"]);
  });

  test("protects the capitals of a group, but not of BibTeX's special characters", () => {
    expect(parseLatex(tex`{DNA} of {\'E}tude and {{A}b}`).value).toEqual([
      { kind: "noCase", children: [{ kind: "text", value: "DNA" }] },
      { kind: "text", value: " of Étude and " },
      { kind: "noCase", children: [{ kind: "text", value: "Ab" }] },
    ]);
    expect(parseLatex("{{A Title}}").value).toEqual([
      { kind: "noCase", children: [{ kind: "text", value: "A Title" }] },
    ]);
    expect(parseLatex("a{}b").value).toEqual([{ kind: "text", value: "ab" }]);
  });

  test("keeps formulas as they are written", () => {
    expect(formulas(tex`$k$, \(x_1\), \[y^2\], $$z$$, \ensuremath{\alpha_i}, {$w$}, $\text{if $a$} b$`)).toEqual([
      "k",
      "x_1",
      "y^2",
      "z",
      tex`\alpha_i`,
      "w",
      tex`\text{if $a$} b`,
    ]);
    expect(formulas(tex`\begin{equation}a = b\end{equation}`)).toEqual(["a = b"]);
    expect(formulas(tex`\$5 and \$6`)).toEqual([]);
  });

  test("reports a dollar sign without a partner once, and still sees the other formulas", () => {
    expect(codes("Cost is US$ 5 in 2002")).toEqual(["text/unbalanced-math 10"]);
    expect(codes("$5 a day for $x$ users")).toEqual(["text/unbalanced-math 0"]);
    expect(formulas("$5 a day for $x$ users")).toEqual(["x"]);
    expect(codes("{US$} 5 {US$} 6")).toEqual(["text/unbalanced-math 3"]);
    expect(codes(tex`a \( b`)).toEqual(["text/unbalanced-math 2"]);
    expect(plain(tex`a \( b`)).toBe("a b");
  });

  test("leaves out a brace without a partner, and says where", () => {
    expect(plain("a } b")).toBe("a b");
    expect(codes("a } b")).toEqual(["text/unbalanced-brace 2"]);
    expect(plain("a {b")).toBe("a b");
    expect(codes("a {b")).toEqual(["text/unbalanced-brace 2"]);
  });

  test("shows the text of an unknown command, and reports it once", () => {
    expect(plain(tex`An \foo{bar} and \foo baz`)).toBe("An bar and foo baz");
    expect(codes(tex`An \foo{bar} and \foo baz, \quux`)).toEqual(["text/unknown-macro 3", "text/unknown-macro 27"]);
  });

  test("reads the address of a link as it stands", () => {
    const [, link] = parseLatex(tex`See \href{https://example.org/p?x=1&y=2#top}{the \emph{full} list}`).value;
    expect(link).toMatchObject({ kind: "link", href: "https://example.org/p?x=1&y=2#top" });
    expect(marked(tex`\url{https://example.org/a_b~c#sec%20d}`, "link")).toEqual(["https://example.org/a_b~c#sec%20d"]);
    expect(marked(tex`\url{https://example.org/\~{}a\_b\%20{\textasciitilde}c}`, "link")).toEqual([
      "https://example.org/~a_b%20~c",
    ]);
  });

  test.each([
    "javascript:alert(1)",
    " JavaScript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,x",
    "//example.org/x",
  ])("makes no link to %j", (href) => {
    const { value, problems } = parseLatex(tex`\href{${href}}{click} me`);
    expect(value).toEqual([{ kind: "text", value: "click me" }]);
    expect(problems.map(({ code }) => code)).toEqual(["text/address-scheme"]);
  });

  test("folds white space over lines and markup", () => {
    expect(plain(" a\r\n\t b \\emph{ c } d ")).toBe("a b c d");
    expect(plain("a\n\nb\\par c")).toBe("a b c");
    expect(plain("a~b\\ c\\\\d\\,e")).toBe("a\u00a0b c d\u202fe");
  });

  test.each([
    ["`don't' and O'Neil's", "‘don't’ and O'Neil's"],
    [tex`\enquote{a \enquote{b} c}`, "“a ‘b’ c”"],
    ["?`Por qué? !`Ay!", "¿Por qué? ¡Ay!"],
    [tex`\texttt{git --amend}`, "git --amend"],
    [tex`\verb|a_b\c{| d`, tex`a_b\c{ d`],
    [tex`a\footnote{see b} c`, "a (see b) c"],
    [tex`Name\thanks{Equal.}`, "Name"],
    [tex`\noopsort{1973b}1973`, "1973"],
    [tex`\MakeUppercase{straße \oe x} \lowercase{ABC}`, "STRASSE ŒX abc"],
    [tex`A\kern-.1em B\hspace*{2em}\relax C`, "ABC"],
    [tex`\textcolor{red}{blue} \mbox{box} \color{red}x`, "blue box x"],
    ["50% & a_b ^ #1", "50% & a_b ^ #1"],
    [tex`\char"2013 \symbol{169} \ding{51}`, "–© ✓"],
    [tex`a--b---c-d`, "a–b—c-d"],
    [tex`\begin{itemize}\item a\end{itemize}`, "• a"],
  ])("reads %s", (text, expected) => {
    expect(plain(text)).toBe(expected);
  });

  test.each([
    ["<I>a</I> <b class='x'>b</b>", "emphasis", ["a"]],
    ["<jats:italic>a</jats:italic>", "emphasis", ["a"]],
    ["<scp>dna</scp>", "smallCaps", ["dna"]],
    ["{\\textless}i{\\textgreater}E. coli{\\textless}/i{\\textgreater}", "emphasis", ["E. coli"]],
    ['<span class="nocase">DNA</span> <span>x</span>', "noCase", ["DNA"]],
    ["<i>never closed", "emphasis", []],
    ["{<i>a} b", "emphasis", []],
  ] as const)("reads the tags of %s", (text, kind, expected) => {
    expect(marked(text, kind)).toEqual(expected);
  });

  test("takes no sign and no word about HTML for a tag", () => {
    expect(plain("a <script>alert('1')</script> b")).toBe("a <script>alert('1')</script> b");
    expect(plain("a <img src=x onerror=alert(1)> b")).toBe("a b");
    expect(plain("p <q and x<5>y <unheard-of>")).toBe("p <q and x<5>y <unheard-of>");
  });

  test("decodes entities once", () => {
    expect(plain(tex`&amp;lt; \&amp; {\&}amp; &#39; &#x27; \&\#39; AT&T &c; &nope;`)).toBe(
      "&lt; & & ' ' ' AT&T &c; &nope;",
    );
  });

  test("gives back the TeX that an exporter escaped", () => {
    expect(formulas(tex`for {\textdollar}{\textbackslash}mathrm\{AC\}{\^{}}0{\textdollar} via`)).toEqual([
      tex`\mathrm{AC}^0`,
    ]);
    expect(marked(tex`with {\textbackslash}textsc\{DecADe\}`, "smallCaps")).toEqual(["DecADe"]);
    expect(plain(tex`{\textdollar}5 and {\textdollar}6`)).toBe("$5 and $6");
  });

  test("makes blocks of an abstract", () => {
    const { value } = parseLatex(
      "First with 5\\% and $O(n_{max})$ and x_y.\n\nSecond, \\textit{really} -- done.\\par Third",
      {
        blocks: true,
      },
    );
    expect(value.map(({ kind }) => kind)).toEqual(["paragraph", "paragraph", "paragraph"]);
    expect(value[0]).toEqual({
      kind: "paragraph",
      children: [
        { kind: "text", value: "First with 5% and " },
        { kind: "math", tex: "O(n_{max})", display: false },
        { kind: "text", value: " and x_y." },
      ],
    });
    const list = parseLatex(tex`Is: \begin{enumerate}\item a \item b\end{enumerate} <p>End</p>`, {
      blocks: true,
    }).value;
    expect(list.map(({ kind }) => kind)).toEqual(["paragraph", "orderedList", "paragraph"]);
  });

  test("survives deep nesting, endless openers and megabytes in time linear in their length", () => {
    const start = performance.now();
    for (const piece of [
      "{",
      "}",
      "\\emph{",
      "\\'",
      "$",
      "\\(",
      "<i>",
      "</i>",
      "<i",
      "&",
      "{\\em ",
      "\\url{",
      "\\verb|",
      "`",
      "\\begin{itemize}\\item ",
      "\\uppercase{",
      "<script>",
      "\\[",
      "\\foo",
      "{$",
      "\\bf\\rm",
      "{\\textless}i",
      "[",
      "\\footnote[",
      "<code>",
    ]) {
      const { value } = parseLatex(piece.repeat(50_000 / piece.length), { blocks: true });
      expect(JSON.stringify(value).length).toBeGreaterThan(0);
      parseLatex(`${piece.repeat(5_000)}a \\emph{b} c${"}".repeat(5_000)}`);
    }
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});

describe("readMacroDefinitions", () => {
  test("reads each way to define a macro", () => {
    const macros = readMacroDefinitions(
      tex`\newcommand{\pair}[2]{#1/#2} \renewcommand\x{y} \newcommand{\opt}[2][z]{#1-#2} \def\two#1#2{#2#1} \providecommand{\emph}[1]{no}`,
    );
    const read = (text: string) => latexToPlain(text, { macros }).value;
    expect(read(tex`\pair{a}{b} \x{} \opt{a} \opt[b]{a} \two ab \emph{c}`)).toBe("a/b y z-a b-a ba c");
  });

  test("places a problem where the macro was called", () => {
    const macros = readMacroDefinitions(tex`\newcommand{\a}{long text \unheard{x} }`);
    expect(parseLatex(tex`one \a two \other`, { macros }).problems.map(({ offset }) => offset)).toEqual([4, 11]);
  });

  test("stops a macro that calls itself", () => {
    const macros = readMacroDefinitions(tex`\def\x{a\x\x}`);
    const start = performance.now();
    expect(latexToPlain(tex`\x b`, { macros }).value).toMatch(/^a+/);
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
