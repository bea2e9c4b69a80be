// What an analysis finds, and the calls that would show it: whether they do, only the compiled guard can say.

import type { Diagnostic, Witness } from "../diagnostics/diagnostic.js";

export interface Finding {
  readonly diagnostic: Omit<Diagnostic, "witness">;
  /** The first of these that the guard answers so is the witness. */
  readonly claims: readonly Claim[];
  /** False where the claims are guesses, since the tool has conditions, and the analysis does not look into them. */
  readonly isCertain: boolean;
  /** What is to be said where none of the guesses is right. */
  readonly doubt?: string;
}

/** A call, and the rules of which one is to answer it so; none where no rule is. */
export interface Claim extends Witness {
  readonly by: readonly string[];
}
