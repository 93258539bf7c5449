/** What is found in a feature before it runs, and what is known of steps by then. */

/** A step definition, as far as it says which sentences it means and with which keyword it was defined. */
export interface DefinedStep {
  readonly keyword: string;
  readonly expression: { readonly source: string; match(text: string): readonly unknown[] | null };
  /** The function that the step runs; Cucumber passes it the parameters of the sentence, and then the table or doc string. */
  readonly unwrappedCode: { readonly length: number };
}

export interface FeatureFault {
  readonly uri: string;
  readonly line: number;
  /** What is wrong, and what to write instead. */
  readonly message: string;
}
