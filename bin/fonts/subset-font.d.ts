declare module "subset-font" {
  /** Cuts a font to the letters of a text, its axes to what is given; HarfBuzz as WebAssembly. */
  export default function subsetFont(
    font: Buffer,
    text: string,
    options: {
      targetFormat: "woff2";
      variationAxes?: Readonly<Record<string, number | { min: number; max: number }>>;
      keepFeatures?: readonly string[];
      dropTables?: readonly string[];
    },
  ): Promise<Buffer>;
}
