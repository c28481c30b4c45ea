import { describe, expect, test } from "vitest";
import { marksOf, standardMarks, unexplainedSigns } from "../../src/record/names/author-marks.ts";
import { creditRoleOf, creditRoles } from "../../src/record/names/credit-roles.ts";
import { parseAnnotations } from "../../src/record/names/name-marks.ts";
import { parseNames } from "../../src/record/names/names.ts";

const marked = (text: string, annotations = "", marks = standardMarks) =>
  marksOf(parseNames(text, { annotations: new Map([["", parseAnnotations(annotations)]]) }).names, marks).map((own) =>
    own.map(({ id }) => id),
  );

describe("marksOf", () => {
  test.each([
    ["Orr*, Ben and Kern, Ada", "", [["equal"], []]],
    ["Orr, Ben and Kern, Ada", "1=equal; 2=corresponding,student", [["equal"], ["corresponding", "student"]]],
    ["Orr, Ben and Kern, Ada", '1="PhD student"; 2=deceased', [["student"], ["deceased"]]],
    ["Orr\\thanks{Deceased.}, Ben", "", [["deceased"]]],
    ["Orr, Ben and Kern, Ada", "1=equal-last; 2=co-senior", [["equal-last"], ["equal-last"]]],
    ["A B and C D and E F", "2=last; 3=last", [[], ["equal-last"], ["equal-last"]]],
    ["A B and C D", "2=last", [[], []]],
    ["A B and C D", "1=highlight; 2=thesisadvisor", [[], []]],
  ])("reads %s with %s", (text, annotations, expected) => {
    expect(marked(text, annotations)).toEqual(expected);
  });

  test("takes two stars for the last authors' where others have one, and for equal contribution alone", () => {
    expect(marked("A B* and C D* and E F** and G H**")).toEqual([["equal"], ["equal"], ["equal-last"], ["equal-last"]]);
    expect(marked("A B** and C D**")).toEqual([["equal"], ["equal"]]);
  });

  test("knows the site's own marks by their words and by their signs", () => {
    const marks = [...standardMarks, { id: "artist", sign: "♯", text: "played the music", isInLists: true }];
    expect(marked("A B$^\\sharp$ and C D and E F", "2=artist", marks)).toEqual([["artist"], ["artist"], []]);
  });

  test("does not take a typed dagger for a death", () => {
    expect(marked("Orr$^\\dagger$, Ben")).toEqual([[]]);
    const [name] = parseNames("Orr$^{\\dagger,1,*}$, Ben").names;
    expect(unexplainedSigns(name!, standardMarks)).toEqual(["†", "1"]);
  });
});

test.each([
  ["Writing – review & editing", "writing-review-editing"],
  ["writing - Review and Editing", "writing-review-editing"],
  ["Conceptualisation", "conceptualization"],
  ["http://credit.niso.org/contributor-roles/data-curation/", "data-curation"],
  ["funding", "funding-acquisition"],
  ["cooking", undefined],
])("creditRoleOf reads %s", (text, role) => {
  expect(creditRoleOf(text)).toBe(role);
});

test("creditRoleOf knows every role by its own name", () => {
  expect(creditRoles.map(creditRoleOf)).toEqual(creditRoles);
});
