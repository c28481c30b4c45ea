// The languages of references: the CSL locales that citation-js brings, and what the others differ in from them.

import type { MessageKey } from "../messages/en.ts";
import { builtInMessages } from "../messages/messages.ts";

/** Our CSL locale for a BCP 47 language with or without region, of which "en-GB" comes before "en". */
const localeByTag: Readonly<Record<string, string>> = {
  ar: "ar",
  de: "de-DE",
  "de-at": "de-AT",
  en: "en-US",
  ...Object.fromEntries(
    ["au", "gb", "hk", "ie", "in", "nz", "sg", "uk", "za"].map((region) => [`en-${region}`, "en-GB"]),
  ),
  es: "es-ES",
  fr: "fr-FR",
  ja: "ja-JP",
  nl: "nl-NL",
  pt: "pt-BR",
  "pt-pt": "pt-PT",
  zh: "zh-CN",
};

/** The CSL locale for the first of these BCP 47 languages that has one, that of its region where there is one; else "en-US". */
export function citationLocale(...languages: readonly (string | undefined)[]): string {
  for (const language of languages) {
    const [primary = "", ...rest] = language?.toLowerCase().split(/[-_]/) ?? [];
    const region = rest.find((part) => /^[a-z]{2}$/.test(part));
    const found = localeByTag[`${primary}-${region}`] ?? localeByTag[primary];
    if (found !== undefined) return found;
  }
  return "en-US";
}

/** Says the words of the interface that references use, in the language of a CSL locale. */
export function sayInLocale(locale: string): (key: MessageKey) => string {
  const messages = builtInMessages[locale.split("-")[0] ?? ""] ?? builtInMessages.en!;
  return (key) => {
    const message = messages[key];
    return typeof message === "string" ? message : message.other;
  };
}

/** What a locale differs in; what it does not say is taken from the one of its language, then from "en-US". */
interface LocaleDifference {
  /** "day month year", each part with what follows it. */
  readonly date: readonly (readonly [part: "day" | "month" | "year", suffix: string])[];
  /** How a month is written in `date`. */
  readonly month?: "numeric";
  /** `open close innerOpen innerClose` */
  readonly quotes: string;
  /** Lines of `name`, `name/form`, each with its text, or with singular and plural parted by "|". */
  readonly terms: string;
}

const dayFirst = (between: string): LocaleDifference["date"] => [
  ["day", between],
  ["month", between],
  ["year", ""],
];

const yearFirst: LocaleDifference = {
  date: [
    ["year", "年"],
    ["month", "月"],
    ["day", "日"],
  ],
  month: "numeric",
  quotes: "",
  terms: "",
};

/** "month-01: janvier …" */
const months = (names: string): string =>
  names
    .split(" ")
    .map((name, index) => {
      const month = `month-${String(index + 1).padStart(2, "0")}`;
      return `${month}: ${name}\n${month}/short: ${name}`;
    })
    .join("\n");

const portuguese = `
${months("janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro")}
ordinal: ª
page-range-delimiter: –
accessed: acesso em
and: e
at: em
available at: disponível em
by: por
circa: cerca de
circa/short: ca.
cited: citado
et-al: et al.
from: de
in: em
in press: no prelo
internet: internet
no date: sem data
no date/short: s.d.
on: em
online: online
original-work-published: obra original publicada em
personal-communication: comunicação pessoal
presented at: apresentado em
retrieved: recuperado em
review-of: resenha de
article: preprint
book: livro
dataset: conjunto de dados
manuscript: manuscrito
map: mapa
patent: patente
report: relatório
software: programa de computador
speech: apresentação
thesis: tese
chapter: capítulo|capítulos
chapter/short: cap.|caps.
edition: edição|edições
edition/short: ed.|eds.
editor: organizador|organizadores
editor/short: org.|orgs.
editor/verb: organizado por
editortranslator: organizador e tradutor|organizadores e tradutores
issue: número|números
issue/short: nº|nº
number: número|números
number/short: nº|nº
page: página|páginas
page/short: p.|p.
part: parte|partes
section: seção|seções
translator: tradutor|tradutores
translator/short: trad.|trads.
translator/verb: traduzido por
version: versão|versões
volume: volume|volumes
volume/short: vol.|vols.`;

const differences: Readonly<Record<string, LocaleDifference>> = {
  "en-GB": { date: dayFirst(" "), quotes: "‘ ’ “ ”", terms: "" },
  "de-AT": {
    date: [
      ["day", ". "],
      ["month", " "],
      ["year", ""],
    ],
    quotes: "„ “ ‚ ‘",
    terms: "month-01: Jänner\nmonth-01/short: Jän.",
  },
  "pt-BR": { date: dayFirst(" de "), quotes: "“ ” ‘ ’", terms: portuguese },
  "pt-PT": {
    date: dayFirst(" de "),
    quotes: "« » “ ”",
    terms: `${portuguese}
accessed: acedido em
retrieved: obtido em
section: secção|secções
review-of: recensão de
editor: editor|editores
editor/short: ed.|eds.
editor/verb: editado por`,
  },
  "ja-JP": {
    ...yearFirst,
    quotes: "「 」 『 』",
    terms: `
${months("1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月")}
ordinal: 
accessed: 参照
and: と
at: 於
available at: 入手先
by: 著
circa: 頃
circa/short: 頃
cited: 参照
et-al: ほか
from: より
in: 収録
in press: 印刷中
internet: インターネット
no date: 日付なし
no date/short: 日付なし
on: 閲覧
online: オンライン
original-work-published: 原著出版
personal-communication: 私信
presented at: 発表
retrieved: 取得
review-of: 書評
article: プレプリント
book: 書籍
dataset: データセット
manuscript: 原稿
map: 地図
patent: 特許
report: 報告書
software: ソフトウェア
speech: 発表
thesis: 学位論文
chapter: 章|章
chapter/short: 章|章
edition: 版|版
edition/short: 版|版
editor: 編集者|編集者
editor/short: 編|編
editor/verb: 編集
editortranslator: 編訳者|編訳者
issue: 号|号
issue/short: 号|号
number: 番号|番号
number/short: 番号|番号
page: ページ|ページ
page/short: p.|pp.
part: 部|部
section: 節|節
translator: 訳者|訳者
translator/short: 訳|訳
translator/verb: 翻訳
version: バージョン|バージョン
volume: 巻|巻
volume/short: 巻|巻`,
  },
  "zh-CN": {
    ...yearFirst,
    quotes: "“ ” ‘ ’",
    terms: `
${months("1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月")}
ordinal: 
accessed: 访问于
and: 和
at: 于
available at: 载于
by: 著
circa: 约
circa/short: 约
cited: 引用
et-al: 等
from: 取自
in: 载
in press: 印刷中
internet: 互联网
no date: 无日期
no date/short: 无日期
on: 于
online: 在线
original-work-published: 原著出版于
personal-communication: 私人通信
presented at: 发表于
retrieved: 检索于
review-of: 评论
article: 预印本
book: 图书
dataset: 数据集
manuscript: 手稿
map: 地图
patent: 专利
report: 报告
software: 计算机软件
speech: 演讲
thesis: 学位论文
chapter: 章|章
chapter/short: 章|章
edition: 版|版
edition/short: 版|版
editor: 编者|编者
editor/short: 编|编
editor/verb: 编
editortranslator: 编译者|编译者
issue: 期|期
issue/short: 期|期
number: 编号|编号
number/short: 编号|编号
page: 页|页
page/short: 页|页
part: 部分|部分
section: 节|节
translator: 译者|译者
translator/short: 译|译
translator/verb: 译
version: 版本|版本
volume: 卷|卷
volume/short: 卷|卷`,
  },
  ar: {
    date: dayFirst(" "),
    quotes: "« » “ ”",
    terms: `
${months("يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر")}
ordinal: 
accessed: تاريخ الاطلاع
and: و
at: في
available at: متاح في
by: تأليف
circa: حوالي
circa/short: حو.
cited: استشهد به في
et-al: وآخرون
from: من
in: في
in press: قيد الطبع
internet: الإنترنت
no date: بلا تاريخ
no date/short: د.ت.
on: في
online: على الإنترنت
original-work-published: نُشر العمل الأصلي
personal-communication: مراسلة شخصية
presented at: قُدِّم في
retrieved: استُرجع في
review-of: مراجعة
article: نسخة أولية
book: كتاب
dataset: مجموعة بيانات
manuscript: مخطوط
map: خريطة
patent: براءة اختراع
report: تقرير
software: برنامج حاسوبي
speech: عرض
thesis: أطروحة
chapter: فصل|فصول
chapter/short: فصل|فصول
edition: طبعة|طبعات
edition/short: ط.|ط.
editor: محرر|محررون
editor/short: محرر|محررون
editor/verb: تحرير
editortranslator: محرر ومترجم|محررون ومترجمون
issue: عدد|أعداد
issue/short: ع.|ع.
number: رقم|أرقام
number/short: رقم|أرقام
page: صفحة|صفحات
page/short: ص.|ص.
part: جزء|أجزاء
section: قسم|أقسام
translator: مترجم|مترجمون
translator/short: مترجم|مترجمون
translator/verb: ترجمة
version: إصدار|إصدارات
volume: مجلد|مجلدات
volume/short: مج.|مج.`,
  },
};

/** The CSL locales that are ours, as XML by name (CSL 1.0.2, "Locale Files"). */
export function ownLocales(): ReadonlyMap<string, string> {
  return new Map(Object.entries(differences).map(([name, difference]) => [name, localeXml(name, difference)]));
}

function localeXml(name: string, { date, month, quotes, terms }: LocaleDifference): string {
  const [open, close, innerOpen, innerClose] = quotes.split(" ");
  const all = `open-quote: ${open}\nclose-quote: ${close}\nopen-inner-quote: ${innerOpen}\nclose-inner-quote: ${innerClose}\n${terms}`;
  const dates = ["text", "numeric"].map((form) => {
    const parts = date.map(([part, suffix]) => {
      const written = part === "month" && month !== undefined ? ` form="${month}"` : "";
      if (form === "text") return `<date-part name="${part}"${written} suffix="${suffix}"/>`;
      // A year that stands alone has no stroke beside it.
      if (part === "year") return `<date-part name="year"/>`;
      return `<date-part name="${part}" form="numeric-leading-zeros" ${date[0]?.[0] === "year" ? "prefix" : "suffix"}="/"/>`;
    });
    return `<date form="${form}">${parts.join("")}</date>`;
  });
  return `<locale xmlns="http://purl.org/net/xbiblio/csl" version="1.0" xml:lang="${name}"><style-options punctuation-in-quote="false"/>${dates.join("")}<terms>${all.split("\n").map(termXml).join("")}</terms></locale>`;
}

function termXml(line: string): string {
  const [, name, form, text = ""] = /^([^:/]+)(?:\/([\w-]+))?: (.*)$/.exec(line) ?? [];
  if (name === undefined) return "";
  const [single, multiple] = text.split("|");
  const content = multiple === undefined ? single : `<single>${single}</single><multiple>${multiple}</multiple>`;
  return `<term name="${name}"${form === undefined ? "" : ` form="${form}"`}>${content}</term>`;
}
