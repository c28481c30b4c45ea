import { describe, expect, test } from "vitest";
import { safeSvg } from "../../src/picture/safe-svg.ts";

const open = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">';
const drawing = (content: string) => `${open}${content}</svg>`;

/** What is between the outermost tags, and what was taken out. */
function made(content: string) {
  const result = safeSvg(drawing(content));
  if ("why" in result) return result.why;
  expect(result.svg.startsWith(open) && result.svg.endsWith("</svg>")).toBe(true);
  return [result.svg.slice(open.length, -"</svg>".length), ...result.removed];
}

describe("safeSvg", () => {
  test.each([
    '<g id="a" transform="scale(2)"><path d="M0 0L1 1" fill="url(#b)" style="stroke: url(&quot;#c&quot;)"></path></g>',
    '<use xlink:href="#a"></use><use href="#a"></use>',
    "<style>.a &gt; .b { fill: red; font-family: &quot;A&quot; }</style>",
    '<a href="https://example.org/?a&amp;b"><text xml:space="preserve">a &lt; b</text></a>',
    '<a href="mailto:ada@example.org"><text>Ada</text></a>',
    '<image href="data:image/png;base64,iVBORw0KGgo=" width="1" height="1"></image>',
    '<animate attributeName="opacity" values="0;1" dur="1s"></animate>',
    "<style>@font-face { font-family: A; src: url(data:font/woff2;base64,d09G) }</style>",
    '<text aria-label="x" data-name="y" role="img">Größe</text>',
  ])("keeps what draws, word for word: %s", (content) => {
    expect(made(content)).toEqual([content]);
  });

  test.each([
    ["<script>alert(1)</script>", "<script>"],
    ['<script href="https://evil.example/x.js"/>', "<script>"],
    ['<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>', "<script>"],
    ["<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>", "<foreignObject>"],
    ["<h:iframe xmlns:h='http://www.w3.org/1999/xhtml' src='https://evil.example/'/>", "<iframe> of HTML"],
    ["<handler type='application/ecmascript'>alert(1)</handler>", "<handler>"],
    ["<animate attributeName='href' values='javascript:alert(1)'/>", "<animate>"],
    ["<set attributeName='xlink:href' to='javascript:alert(1)'/>", "<set>"],
    ["<set attributeName='onclick' to='alert(1)'/>", "<set>"],
    ["<style>@import url(https://evil.example/a.css);</style>", "styles that load something", "<style></style>"],
    ["<style>@\\69mport 'https://evil.example/a.css';</style>", "styles that load something", "<style></style>"],
    ["<style>a{fill:u\\72l(https://evil.example/a)}</style>", "styles that load something", "<style></style>"],
    ["<style>'/*';a{fill:url(//evil.example)}'*/'</style>", "styles that load something", "<style></style>"],
    ["<style>a{background:image-set('//evil.example')}</style>", "styles that load something", "<style></style>"],
    ["<path onclick='alert(1)'/>", "a script", "<path></path>"],
    ["<path ONLOAD='alert(1)'/>", "a script", "<path></path>"],
    ["<a href='javascript:alert(1)'/>", "a link", "<a></a>"],
    ["<a xlink:href=' java&#9;script:alert(1)'/>", "a link", "<a></a>"],
    ["<a href='data:text/html,x'/>", "a link", "<a></a>"],
    ["<a href='//evil.example/'/>", "a link", "<a></a>"],
    ["<use href='https://evil.example/a.svg#b'/>", "what it loads from elsewhere", "<use></use>"],
    ["<use href='data:image/svg+xml,x#a'/>", "what it loads from elsewhere", "<use></use>"],
    ["<image href='other.png'/>", "what it loads from elsewhere", "<image></image>"],
    ["<image href='data:image/svg+xml,x'/>", "what it loads from elsewhere", "<image></image>"],
    ["<path fill='url(https://evil.example/a#b)'/>", "what it loads from elsewhere", "<path></path>"],
    ["<path style='fill:url( \"//evil.example\" )'/>", "what it loads from elsewhere", "<path></path>"],
  ])("takes out of %s what could run or load, and says: %s", (content, removed, left = "") => {
    expect(made(content)).toEqual([left, removed]);
  });

  test.each([
    ["<metadata><x:a xmlns:x='urn:x'>C:\\Users\\ada</x:a></metadata>", ""],
    ["<i:view xmlns:i='urn:inkscape' i:file='/home/ada'/><path i:x='1' xmlns:i='urn:i'/>", "<path></path>"],
    ["<!-- a comment --><path made-by='me'/>", "<path></path>"],
    ["<![CDATA[a < b]]>", "a &lt; b"],
  ])("leaves out of %s what nobody sees, without a word", (content, left) => {
    expect(made(content)).toEqual([left]);
  });

  test("leaves out the DOCTYPE and a stylesheet from elsewhere", () => {
    const head =
      '<?xml version="1.0"?><?xml-stylesheet href="https://evil.example/a.css"?><!DOCTYPE svg [<!ENTITY a "b">]>';
    expect(safeSvg(head + drawing(""))).toEqual({ svg: drawing(""), removed: ["a stylesheet that it loads"] });
  });

  test.each([
    [
      '<!DOCTYPE svg [<!ENTITY a "<script/>">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
      "entities of its own",
    ],
    ['<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///x">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>', "entities"],
    ["<html><body>Log in</body></html>", "outermost element is not svg"],
    ["<svg><path/></svg>", "lacks xmlns"],
    ['<svg xmlns="http://www.w3.org/2000/svg"><path></svg>', "no well-formed XML"],
    ["\u0089PNG\r\n", "no well-formed XML"],
    ["", "no well-formed XML"],
    [drawing("<g>".repeat(2000) + "</g>".repeat(2000)), "more than 1,000 elements of a drawing"],
  ])("refuses what is no drawing: %j", (text, why) => {
    expect(safeSvg(text)).toMatchObject({ why: expect.stringContaining(why) });
  });

  test("reads its own drawings back as they are", () => {
    const first = safeSvg(drawing('<style>a &gt; b {}</style><text x="&quot;&amp;">a &amp;amp; b</text>'));
    expect("svg" in first && safeSvg(first.svg)).toEqual(first);
  });
});
