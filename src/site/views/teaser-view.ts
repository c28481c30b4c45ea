import { listPictureAddress } from "../../record/content-files.ts";
import type { PictureSize, Site } from "../../record/site-settings.ts";
import type { CataloguedPublication } from "../../relate/catalogue.ts";
import type { MathRenderer } from "../../text/mathml.ts";
import { richTextToHtml } from "../../text/rich-text-html.ts";
import type { Addresses } from "./page-addresses.ts";

/** A picture with its size, in the proportions of its file, so that nothing moves when it arrives. */
export interface PictureView {
  readonly src: string;
  readonly width: number;
  readonly height: number;
  /** Empty where the author, who is told so, gave no words for it: a guess would be false, and a file's name is no help. */
  readonly alt: string;
}

/** The picture of a publication's page. */
export interface TeaserView extends PictureView {
  readonly captionHtml: string;
}

/** A taller picture is shown smaller, in pixels of CSS. */
const teaserHeight = 560;

/** The picture of a publication's own page. */
export function viewTeaser(
  { publication, slug, teaserSize: size }: CataloguedPublication,
  { addresses, math, site }: { readonly addresses: Addresses; readonly math: MathRenderer; readonly site: Site },
): TeaserView | undefined {
  const { teaser, teaserAlt = "", teaserCaption } = publication;
  if (teaser === undefined || size === undefined) return undefined;
  return {
    src: addresses.link(teaser, slug),
    ...within(size, Number.POSITIVE_INFINITY, teaserHeight),
    alt: teaserAlt,
    captionHtml: richTextToHtml(teaserCaption, { math, language: publication.language ?? site.language }).trim(),
  };
}

/** How large the picture of an entry is at most, in pixels of CSS; a screen may have twice as many. */
const listSize = 160;

/** The picture of a publication in lists: how large it is shown, and whether a smaller one is made of the author's. */
export interface ListPicture {
  /** Where the smaller one is, from the site's root. */
  readonly address: string;
  readonly shown: PictureSize;
  readonly pixels: PictureSize;
  readonly isMade: boolean;
}

/** The picture that lists show, where they show any; `canBeMade` says whether there is what makes pictures small. */
export function listPicture(
  { publication: { teaser }, slug, teaserSize: size }: CataloguedPublication,
  { appearance }: Site,
  canBeMade: boolean,
): ListPicture | undefined {
  if (teaser === undefined || size === undefined || appearance.pictures === "nowhere") return undefined;
  const pixels = within(size, 2 * listSize, 2 * listSize);
  return {
    address: listPictureAddress(slug),
    shown: within(size, listSize, listSize),
    pixels,
    // A drawing is sharp at any size, and a small picture stays.
    isMade: canBeMade && !/\.svg$/i.test(teaser) && pixels.width < size.width,
  };
}

/** The same as a list shows it. */
export function viewListPicture(
  entry: CataloguedPublication,
  {
    site,
    addresses,
    canMakePictures,
  }: { readonly site: Site; readonly addresses: Addresses; readonly canMakePictures: boolean },
): PictureView | undefined {
  const picture = listPicture(entry, site, canMakePictures);
  if (picture === undefined) return undefined;
  const { teaser, teaserAlt = "" } = entry.publication;
  const src = picture.isMade ? addresses.file(picture.address) : addresses.link(teaser!, entry.slug);
  return { src, ...picture.shown, alt: teaserAlt };
}

/** A size in its proportions, no larger than these. */
function within({ width, height }: PictureSize, mostWidth: number, mostHeight: number): PictureSize {
  const scale = Math.min(1, mostWidth / width, mostHeight / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
