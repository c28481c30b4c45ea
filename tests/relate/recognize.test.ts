import { describe, expect, test } from "vitest";
import type { Name } from "../../src/record/names/name.ts";
import { personRecognizer, venueRecognizer } from "../../src/relate/recognize.ts";

describe("venueRecognizer", () => {
  const cvpr = {
    id: "CVPR",
    short: "CVPR",
    name: "IEEE/CVF Conference on Computer Vision and Pattern Recognition",
    patterns: ["Computer Vision and Pattern Recognition"],
  };
  const iccv = {
    id: "ICCV",
    short: "ICCV",
    name: "IEEE/CVF International Conference on Computer Vision",
    patterns: [],
  };
  const find = venueRecognizer([cvpr, iccv]);

  test.each([
    "CVPR2022",
    "CVPR 2022",
    "cvpr",
    "CVPR '21",
    "IEEE/CVF Conference on Computer Vision and Pattern Recognition",
    "Proceedings of the IEEE/CVF Conference on Computer Vision & Pattern Recognition (CVPR)",
    "2021 IEEE/CVF Conference on Computer Vision and Pattern Recognition",
    "Proc. of the 34th Computer Vision and Pattern Recognition",
  ])("knows %j for CVPR", (text) => expect(find(text)?.id).toBe("CVPR"));

  test.each(["CVPR Workshops", "ICCVW 2021", "Computer Vision", ""])("does not take %j for one of them", (text) =>
    expect(find(text)).toBeUndefined(),
  );
});

describe("personRecognizer", () => {
  const maria = { id: "maria", name: "María García-López", variants: ["Garcia-Lopez, M. J."], owner: true };
  const { recognize, resemble } = personRecognizer([maria]);
  const name = (given: string, family: string): Name => ({
    given,
    family,
    equalContribution: false,
    corresponding: false,
  });

  test("knows the declared spellings in either order, composed or not, in any case, with or without full stops", () => {
    expect(recognize(name("Mari\u0301a", "GARCÍA-LÓPEZ"))?.id).toBe("maria");
    expect(recognize(name("M J", "Garcia-Lopez"))?.id).toBe("maria");
  });

  test("knows names whose family comes first", () => {
    const xiuwen = { id: "xiuwen", name: "杨秀文", variants: ["山田, 太郎"], owner: false };
    const { recognize } = personRecognizer([xiuwen]);
    expect(recognize(name("秀文", "杨"))?.id).toBe("xiuwen");
    expect(recognize(name("太郎", "山田"))?.id).toBe("xiuwen");
  });

  test("never assumes a spelling that was not declared, but asks about one that may be meant", () => {
    expect(recognize(name("M.", "García-López"))).toBeUndefined();
    expect(resemble(name("M.", "García López"))?.id).toBe("maria");
    expect(resemble(name("Marco", "García-López"))).toBeUndefined();
    expect(resemble(name("María", "Gómez"))).toBeUndefined();
  });
});
