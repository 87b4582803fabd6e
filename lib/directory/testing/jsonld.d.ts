declare module "jsonld" {
  /** The part of the library that tests use: expands a document by the contexts that a loader gives. */
  export function expand(
    document: object,
    options: { readonly documentLoader: (url: string) => Promise<object> },
  ): Promise<readonly Record<string, unknown>[]>;
}
