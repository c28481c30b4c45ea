// The fields of `content/cv.yaml`: the words of JSON Resume (its schema 1.0.0) and of RenderCV (version 2), which say the same of a life.
import * as z from "zod";
import { activityKinds } from "../../record/activities.ts";
import { workNumberings, workOrders } from "../../record/work-list-form.ts";
import type { FieldTable } from "../yaml/check-fields.ts";
import { choice, emailAddress, formSectionFields, row, settings, text, texts } from "./field-tables.ts";

const entries = (does: string) =>
  row(
    z.union([z.array(z.unknown()), z.record(z.string(), z.unknown()), z.string()]),
    "a list of entries, or what is taken of the papers, as in {match: {types: book}}",
    does,
  );
const ignored = (does: string) => row(z.unknown(), "anything", `${does} It is not used.`);
const accounts = (does: string) =>
  row(z.array(z.record(z.string(), z.unknown())), "a list, each item with a network and a username", does);

/** What stands of the person, above all sections; the group `basics` of JSON Resume. */
export const curriculumPersonFields = {
  name: text("Whose CV it is; the site's owner, or else its title, where nothing is said."),
  label: text("What the person is, in Markdown: `Professor of Forestry`."),
  headline: text("The same as `label`."),
  email: row(
    emailAddress,
    "an e-mail address, as in ada@example.org",
    "An e-mail address, which robots will find too.",
  ),
  phone: text("A telephone number, which robots will find too."),
  url: text("The address of the person's own page."),
  website: text("The same as `url`."),
  location: row(
    z.union([z.string(), z.record(z.string(), z.unknown())]),
    "a text, or an address in its parts",
    "Where the person is: a text, or `address`, `postalCode`, `city`, `region` and `countryCode`.",
  ),
  summary: text("Some sentences, in Markdown."),
  profiles: accounts("The person's pages elsewhere, each with a `network`, a `username` and a `url`."),
  social_networks: accounts("The same as `profiles`."),
  image: ignored("A picture; the front page has a portrait."),
  photo: ignored("The same as `image`."),
} satisfies FieldTable;

/** An account in a network. */
export const curriculumAccountFields = {
  network: text("What the network is called: `GitHub`."),
  username: text("What the person is called there."),
  url: text("The address of the person's page there."),
} satisfies FieldTable;

/** An address in its parts. */
export const curriculumLocationFields = {
  address: text("Street and number."),
  postalCode: text("The postal code."),
  city: text("The town."),
  region: text("The region or state."),
  countryCode: text("The country."),
} satisfies FieldTable;

/** Sections by the titles that they have, as RenderCV has them. */
const sectionsOfCurriculum = {
  sections: row(
    z.record(z.string(), z.unknown()),
    "sections by their titles, each a list of entries or what is taken of the papers",
    "The sections in their order, each under its title: a list of entries, of texts, or what it takes of the papers.",
  ),
} satisfies FieldTable;

/** The group `cv` of RenderCV. */
export const curriculumGroupFields = { ...curriculumPersonFields, ...sectionsOfCurriculum } satisfies FieldTable;

/** `content/cv.yaml`. */
export const curriculumFields = {
  ...curriculumGroupFields,
  basics: settings("what JSON Resume has there", "JSON Resume's group of what is said of the person."),
  cv: settings("what RenderCV has there", "RenderCV's group of all that is said."),
  work: entries("Posts."),
  volunteer: entries("Posts without pay."),
  education: entries("Degrees and schools."),
  awards: entries("Awards."),
  certificates: entries("Certificates."),
  publications: entries(
    "Papers: what is taken of those of the site, as in `{match: {types: book}}`, or entries of its own.",
  ),
  skills: entries("What the person can do."),
  languages: entries("Languages, each with a `language` and a `fluency`."),
  interests: entries("What the person likes."),
  references: entries("Who speaks for the person."),
  projects: entries("Projects."),
  $schema: ignored("The address of JSON Resume's schema."),
  meta: ignored("What JSON Resume says of the file."),
  design: ignored("How RenderCV sets a CV."),
  locale: ignored("RenderCV's words."),
  settings: ignored("RenderCV's settings."),
  rendercv_settings: ignored("RenderCV's settings."),
} satisfies FieldTable;

/** An entry of a section. */
export const curriculumEntryFields = {
  position: text("The post."),
  degree: text("The degree."),
  studyType: text("The same as `degree`."),
  area: text("The field of a degree."),
  title: text("What an award or a paper is called."),
  name: text("What a project, a skill or a certificate is called; of a post without `company` who gave it."),
  label: text("What stands in bold before `details`."),
  language: text("A language."),
  company: text("Who gave a post."),
  organization: text("Who gave a post without pay."),
  institution: text("The school or university."),
  awarder: text("Who gave an award."),
  issuer: text("Who gave a certificate."),
  entity: text("For whom a project was."),
  publisher: text("Who published it."),
  journal: text("The journal that it is in."),
  location: text("Where it was."),
  date: text("When it was: `2021`, `2021-09`, `2021-09-30`, or words."),
  start_date: text("Since when; without an end it goes on."),
  end_date: text("Until when; `present` where it goes on."),
  startDate: text("The same as `start_date`."),
  endDate: text("The same as `end_date`."),
  releaseDate: text("The same as `date`."),
  url: text("The address of its own page."),
  website: text("The same as `url`."),
  doi: text("The DOI of a paper."),
  authors: texts("Who wrote it."),
  summary: text("Some sentences, in Markdown."),
  description: text("The same as `summary`."),
  reference: text("What is said of the person."),
  details: text("What stands behind `label`."),
  level: text("How well the person can do it."),
  fluency: text("How well the person speaks it."),
  score: text("The mark."),
  type: text("What kind of project it is."),
  roles: texts("What the person did in a project."),
  highlights: texts("What is to be said besides, point by point, in Markdown."),
  courses: texts("The same as `highlights`."),
  keywords: texts("Words that stand behind the name, one after the other."),
  bullet: text("A point, in Markdown."),
  number: text("The same as `bullet`."),
  reversed_number: text("The same as `bullet`."),
  image: ignored("A picture."),
} satisfies FieldTable;

/** A section that lists works of the site. */
export const curriculumWorksFields = {
  match: settings("conditions", "Which works it takes; a work must meet all conditions."),
  works: formSectionFields.works,
  limit: formSectionFields.limit,
  order: choice(workOrders, "Which works come first. `newest` where nothing is said."),
  numbering: choice(workNumberings, "Whether the works are numbered. `none` where nothing is said."),
  activities: choice(
    activityKinds,
    "Which of the site's other records stand here: those of the site's owner, or of nobody in particular.",
  ),
  form: text(
    "The name of a form, built in (`promotion`) or a file of `content/forms/`, whose list stands here; then nothing else is said.",
  ),
} satisfies FieldTable;
