import { execFileSync } from "node:child_process";

/** Whether a program is installed here, which says its version when it is asked so. */
export function hasProgram(program: string, ask = "--version"): boolean {
  try {
    execFileSync(program, [ask], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
