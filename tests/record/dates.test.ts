import { describe, expect, test } from "vitest";
import { findStatus, parseDate, parseYearMonthDay } from "../../src/record/dates/dates.ts";

const certain = { circa: false, uncertain: false };
const dated = (parts: object) => ({ value: { ...certain, ...parts }, problems: [] });

describe("parseDate", () => {
  // biblatex manual 2.3.8, tables 3 to 5 of its examples, and biber's own test file of date formats.
  test.each([
    ["1850", { start: [1850] }],
    ["1997/", { start: [1997], end: "open" }],
    ["1997/..", { start: [1997], end: "open" }],
    ["/1997", { end: [1997] }],
    ["../1997", { end: [1997] }],
    ["1967-02", { start: [1967, 2] }],
    ["2009-01-31", { start: [2009, 1, 31] }],
    ["1988/1992", { start: [1988], end: [1992] }],
    ["2002-01/2002-02", { start: [2002, 1], end: [2002, 2] }],
    ["1995-03-30/1995-04-05", { start: [1995, 3, 30], end: [1995, 4, 5] }],
    ["2004-04-05T14:34:00", { start: [2004, 4, 5] }],
    ["2004-04-25T14:34:00+05:00", { start: [2004, 4, 25] }],
    ["2016-01-19T14:20:00.000Z", { start: [2016, 1, 19] }],
    ["1723~", { start: [1723], circa: true }],
    ["1723?", { start: [1723], uncertain: true }],
    ["1723%", { start: [1723], circa: true, uncertain: true }],
    ["2004-22", { start: [2004], season: 2 }],
    ["2004-24", { start: [2004], season: 4 }],
    ["19XX", { start: [1900], end: [1999] }],
    ["199u", { start: [1990], end: [1999] }],
    ["1999-XX", { start: [1999] }],
    ["1999-01-XX", { start: [1999, 1] }],
    ["-0876", { start: [-876] }],
    ["-0221/-0219", { start: [-221], end: [-219] }],
    ["y17000002", { start: [17000002] }],
    ["१९८७-०१-१५/१९८८-०५-११", { start: [1987, 1, 15], end: [1988, 5, 11] }],
    ["2020-02-29", { start: [2020, 2, 29] }],
  ])("reads %s as EDTF", (text, parts) => {
    expect(parseDate(text)).toEqual(dated(parts));
  });

  test.each([
    ["2021/3/5", { start: [2021, 3, 5] }],
    ["2021-3", { start: [2021, 3] }],
    ["5 March 2021", { start: [2021, 3, 5] }],
    ["March 5, 2021", { start: [2021, 3, 5] }],
    ["Mar. 2021", { start: [2021, 3] }],
    ["3.5.2021", { start: [2021, 5, 3] }],
    ["13/5/2021", { start: [2021, 5, 13] }],
    ["03/2021", { start: [2021, 3] }],
    ["Spring 2021", { start: [2021], season: 1 }],
    ["c. 1890", { start: [1890], circa: true }],
    ["ca. 1890", { start: [1890], circa: true }],
    ["around 1900", { start: [1900], circa: true }],
    ["~1890", { start: [1890], circa: true }],
    ["[ca. 1890?]", { start: [1890], circa: true, uncertain: true }],
    ["[1923]", { start: [1923] }],
    ["2019a", { start: [2019] }],
    ["c1990", { start: [1990] }],
    ["1995--1997", { start: [1995], end: [1997] }],
    ["1973/1974", { start: [1973], end: [1974] }],
    ["2019/20", { start: [2019], end: [2020] }],
    ["1999/00", { start: [1999], end: [2000] }],
    ["1941-", { start: [1941], end: "open" }],
    ["[197-]", { start: [1970], end: [1979] }],
    ["[19--]", { start: [1900], end: [1999] }],
    ["2021-06-01--2021-06-03", { start: [2021, 6, 1], end: [2021, 6, 3] }],
    ["March 3--5, 2021", { start: [2021, 3, 3], end: [2021, 3, 5] }],
    ["28 February -- 2 March 2021", { start: [2021, 2, 28], end: [2021, 3, 2] }],
    ["December 2020/January 2021", { start: [2020, 12], end: [2021, 1] }],
    ["3. März 2021", { start: [2021, 3, 3] }],
    ["1er août 2020", { start: [2020, 8, 1] }],
    ["12 de octubre de 1998", { start: [1998, 10, 12] }],
    ["5 de março de 2010", { start: [2010, 3, 5] }],
    ["2 giugno 1946", { start: [1946, 6, 2] }],
    ["2021年3月5日", { start: [2021, 3, 5] }],
    ["44 BC", { start: [-43] }],
    ["in press, 2021", { start: [2021] }],
    ["Spring/Summer 2021", { start: [2021], literal: "Spring/Summer 2021" }],
    ["in press", { literal: "in press" }],
    ["n.d.", { literal: "n.d." }],
    ["", {}],
  ])("reads %s as it is written", (text, parts) => {
    expect(parseDate(text)).toEqual(dated(parts));
  });

  test.each([
    ["2021-02-30", { start: [2021] }, "February 2021 has 28 days"],
    ["2021-13-01", { start: [2021] }, "no month 13"],
    ["1996-10-35", { start: [1996] }, "October 1996 has 31 days"],
    ["2021-03-00", { start: [2021] }, "no day 0"],
    ["29 February 2019", { start: [2019] }, "February 2019 has 28 days"],
    ["3/5/2021", { start: [2021] }, "two ways"],
    ["2003/04", { start: [2003] }, "two ways"],
    ["Spring 2021x", {}, "not understood"],
    ["1985-1030", {}, "not understood"],
    ["2005/2001", {}, "not understood"],
    ["79", {}, "not understood"],
  ])("keeps what is certain of %s and says why", (text, parts, reason) => {
    const { value, problems } = parseDate(text);
    expect(value).toEqual({ ...certain, ...parts, literal: text });
    expect(problems).toMatchObject([{ code: "record/date", offset: 0 }]);
    expect(problems[0]!.message).toContain(reason);
  });

  test.each(["[".repeat(2e5), "{".repeat(2e5), "1 ".repeat(2e5)])("survives a huge field %#", (text) => {
    const start = performance.now();
    parseDate(text);
    parseYearMonthDay(text, text, text);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});

describe("parseYearMonthDay", () => {
  test.each([
    [["2003", "10~January"], { start: [2003, 1, 10] }],
    [["1955", "May~3"], { start: [1955, 5, 3] }],
    [["1956", "9~December"], { start: [1956, 12, 9] }],
    [["2001", "3"], { start: [2001, 3] }],
    [["2001", "03"], { start: [2001, 3] }],
    [["2001", "Mar."], { start: [2001, 3] }],
    [["2001", "sept"], { start: [2001, 9] }],
    [["2001", "March--April"], { start: [2001, 3], end: [2001, 4] }],
    [["2001", "3/4"], { start: [2001, 3], end: [2001, 4] }],
    [["1995", "out./dez."], { start: [1995, 10], end: [1995, 12] }],
    [["2015", "07--09 Jul"], { start: [2015, 7, 7], end: [2015, 7, 9] }],
    [["2001", "mid-May"], { start: [2001, 5] }],
    [["2001", "Spring"], { start: [2001], season: 1 }],
    [["2020", "May", "3"], { start: [2020, 5, 3] }],
    [["2020", "5", "3--5"], { start: [2020, 5, 3], end: [2020, 5, 5] }],
    [["2019/2020", "December/January"], { start: [2019, 12], end: [2020, 1] }],
    [["2019a", "5"], { start: [2019, 5] }],
    [["{\\noopsort{1973b}}1973"], { start: [1973] }],
    [["c. 1890", "May"], { start: [1890, 5], circa: true }],
    [["2020-2021"], { start: [2020], end: [2021] }],
    [["1999/2000"], { start: [1999], end: [2000] }],
    [["2021-03-05", "3"], { start: [2021, 3, 5] }],
    [["in press", "May"], { literal: "in press" }],
  ])("reads %j", (fields, parts) => {
    expect(parseYearMonthDay(...(fields as [string]))).toEqual(dated(parts));
  });

  test.each([
    [["1995", "14"], { start: [1995], literal: "1995 14" }, "no month 14"],
    [["2020", "June", "31"], { start: [2020], literal: "2020 June 31" }, "June 2020 has 30 days"],
    [["2020", "soonish"], { start: [2020], literal: "2020 soonish" }, "soonish"],
    [["2020", "", "3"], { start: [2020], literal: "2020 3" }, "no month"],
    [["", "May"], { literal: "May" }, "no year"],
  ])("says what is wrong with %j", (fields, parts, reason) => {
    const { value, problems } = parseYearMonthDay(...(fields as [string]));
    expect(value).toEqual({ ...certain, ...parts });
    expect(problems.map(({ code }) => code)).toEqual(["record/date"]);
    expect(problems[0]!.message).toContain(reason);
  });

  test("gives nothing where nothing is given", () => {
    expect(parseYearMonthDay(undefined, " ", "")).toEqual({ value: undefined, problems: [] });
  });
});

describe("findStatus", () => {
  test.each([
    ["inpress", "in press"],
    ["In press.", "in press"],
    ["im Druck", "in press"],
    ["\\emph{Forthcoming}", "forthcoming"],
    ["À paraître", "forthcoming"],
    ["To appear", "to appear"],
    ["(submitted)", "submitted"],
    ["eingereicht", "submitted"],
    ["under review", "under review"],
    ["inpreparation", "in preparation"],
    ["Manuscript in preparation", "in preparation"],
    ["Accepted for publication", "accepted"],
    ["prepublished", "prepublished"],
    ["n. d.", "no date"],
    ["[s.d.]", "no date"],
    ["2021, in press", "in press"],
    ["To appear in Proc. X", undefined],
    ["Submitted to J. Test", undefined],
    ["2021", undefined],
    ["constructor", undefined],
    ["", undefined],
  ])("takes %j for %j", (text, status) => {
    expect(findStatus(text)).toBe(status);
  });
});
