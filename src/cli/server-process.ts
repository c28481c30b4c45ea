import { type ChildProcess, fork } from "node:child_process";

/** The process that serves, from its start to its end; another takes its place where it is started again. */
export interface ServerProcess {
  readonly restart: (why: string) => Promise<void>;
  readonly stop: () => Promise<void>;
  /** The exit code with which it ended for good, where it was not stopped. */
  readonly ended: Promise<number>;
}

/** What `dev-server.ts` ends with where only another configuration can help. */
const faultOfConfiguration = 78;
/** A server that ends sooner than so many milliseconds after its start would end again. */
const soon = 3000;

/** Starts the process that serves. One that dies is told of with its exit code, and started again unless it dies at once. */
export function startServer(file: string, words: readonly string[]): ServerProcess {
  let end: (code: number) => void = () => {};
  const ended = new Promise<number>((resolve) => {
    end = resolve;
  });
  let child: ChildProcess;
  let isStopping = false;
  const start = () => {
    const begun = performance.now();
    let hasServed = false;
    child = fork(file, [...words], { stdio: "inherit" });
    child.once("message", () => {
      hasServed = true;
    });
    child.once("exit", (code, signal) => {
      if (isStopping) return;
      if (code === faultOfConfiguration) {
        console.error("The server starts again when .eleventy.ts or the code is saved.");
        return;
      }
      const how = signal ? `by the signal ${signal}` : `with exit code ${code}`;
      if (!hasServed || performance.now() - begun < soon) {
        console.error(`The server has ended ${how}.`);
        end(code || 1);
        return;
      }
      console.error(`The server has ended ${how}: starting again.`);
      start();
    });
  };
  const stop = () => {
    isStopping = true;
    if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
    return new Promise<void>((resolve) => {
      child.once("exit", () => resolve());
      child.kill("SIGTERM");
    });
  };
  start();
  return {
    stop,
    ended,
    restart: async (why) => {
      console.log(why);
      await stop();
      isStopping = false;
      start();
    },
  };
}
