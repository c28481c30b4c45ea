import { expect, test } from "vitest";
import { openReviewWork } from "../../src/services/sources/other-services.ts";

test.each([
  ["ICLR 2023 notable top 5%", "ICLR 2023", "2023"],
  ["NeurIPS 2020 Workshop on Trees 2021 Poster", "NeurIPS 2020 Workshop on Trees 2021", "2021"],
  ["Submitted to  ICLR 2024", "ICLR 2024", "2024"],
  ["Journal of Tests", "Journal of Tests", undefined],
])("reads the venue %j of OpenReview", (venue, containerTitle, date) => {
  const content = { title: "Pines", authors: ["Ada Kern"], venue };
  expect(openReviewWork({ notes: [{ content }] })).toMatchObject({ containerTitle, ...(date && { date }) });
});
