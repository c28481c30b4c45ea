// Questions to the one who sits at the terminal, or who has written the answers into a file.
import { createInterface } from "node:readline";
import { text as askText, isCancel, select } from "@clack/prompts";
import { forLog } from "../../diagnostic/print-diagnostics.ts";
import { isTerminal } from "./arguments.ts";

export type Answer = "yes" | "also" | "no" | "edit" | "bib" | { readonly key: string };
const keyForm = /^[\w.-]{1,80}$/;

/** Asks with lists that the keys move in or, where there is no terminal, line by line. */
export class Asker {
  #lines: AsyncIterator<string> | undefined;
  #reader: ReturnType<typeof createInterface> | undefined;

  /** What to do with a draft; `lists` are those to which something is proposed besides. */
  async ask(file: string, lists: readonly string[]): Promise<Answer> {
    const message = `Write ${file}?`;
    if (isTerminal()) {
      const options = [
        { value: "yes", label: "Yes" },
        ...(lists.length === 0
          ? []
          : [{ value: "also", label: `Yes, and what is proposed for ${lists.join(" and ")}` }]),
        { value: "edit", label: "Edit it first" },
        { value: "key", label: "Yes, under another key" },
        { value: "bib", label: "Show it as BibTeX" },
        { value: "no", label: "No" },
      ];
      const answer = await select({ message, options });
      if (isCancel(answer)) return "no";
      if (answer !== "key") return answer as Answer;
      const key = await askText({
        message: "The key",
        validate: (text) => (keyForm.test(text ?? "") ? undefined : "Letters, digits, hyphens."),
      });
      return isCancel(key) ? "no" : { key };
    }
    for (;;) {
      const also = lists.length === 0 ? "" : ` also (and ${lists.join(", ")}),`;
      const answer = await this.#line(`${message} [Y]es,${also} edit, no, bib, or another key: `);
      if (answer === undefined || /^no?$/i.test(answer)) return "no";
      if (/^(?:y(?:es)?)?$/i.test(answer)) return "yes";
      if (lists.length > 0 && /^also$/i.test(answer)) return "also";
      if (/^e(?:dit)?$/i.test(answer)) return "edit";
      if (/^bib$/i.test(answer)) return "bib";
      if (keyForm.test(answer)) return { key: answer };
      console.log("A key has letters, digits and hyphens.");
    }
  }

  /** The position of what is chosen; undefined for none. */
  async choose(message: string, lines: readonly string[]): Promise<number | undefined> {
    if (isTerminal()) {
      const options = [...lines.map((label, value) => ({ value, label })), { value: -1, label: "None of these" }];
      const answer = await select({ message, options });
      return isCancel(answer) || answer < 0 ? undefined : answer;
    }
    for (const [index, line] of lines.entries()) console.log(forLog(`${index + 1}. ${line}`));
    for (;;) {
      const answer = await this.#line(`${message} [1-${lines.length}, or nothing]: `);
      if (answer === undefined || answer === "") return undefined;
      if (/^\d+$/.test(answer) && lines[Number(answer) - 1] !== undefined) return Number(answer) - 1;
    }
  }

  /** The value of what is chosen; undefined where it is broken off. In lines, the beginning of a value does, and nothing is the first. */
  async pick<const Value extends string>(
    message: string,
    options: readonly { readonly value: Value; readonly label: string }[],
  ): Promise<Value | undefined> {
    if (isTerminal()) {
      const answer = await select<string>({ message, options: options.map((one) => ({ ...one })) });
      return isCancel(answer) ? undefined : (answer as Value);
    }
    const [first] = options;
    for (;;) {
      const answer = await this.#line(`${message} [${options.map(({ value }) => value).join(", ")}]: `);
      if (answer === undefined) return undefined;
      if (answer === "") return first?.value;
      const meant = options.filter(({ value }) => value.startsWith(answer.toLowerCase()));
      if (meant.length === 1) return meant[0]!.value;
    }
  }

  async #line(question: string): Promise<string | undefined> {
    process.stdout.write(question);
    this.#reader ??= createInterface({ input: process.stdin, terminal: false });
    this.#lines ??= this.#reader[Symbol.asyncIterator]();
    const { value, done } = await this.#lines.next();
    if (done) process.stdout.write("\n");
    return done ? undefined : (value as string).trim();
  }

  close(): void {
    this.#reader?.close();
  }
}
