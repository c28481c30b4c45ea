/** What kind of failure it was: how a command goes on may depend on it, the words are the message's. */
export type FailureKind = "unknown" | "network" | "limit" | "wrong" | "refused" | "large" | "offline";

/** What a service could not give; the message is one plain line for the author, without a stack. */
export class ServiceFailure extends Error {
  readonly kind: FailureKind;

  constructor(kind: FailureKind, message: string) {
    super(message);
    this.name = "ServiceFailure";
    this.kind = kind;
  }
}
