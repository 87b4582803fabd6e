/** What one imported file may cost; tests pass smaller ones. Bytes, unless the name says otherwise. */
export const limits = {
  /** 900,000 candidates of a municipal election are about 140 MB of CSV. */
  file: 250 * 2 ** 20,
  /** Everything inflated from one XLSX: the ministry's largest holds 7 MB. */
  inflated: 1024 * 2 ** 20,
  /** Deflate reaches 1,032 : 1; a sheet of a million empty rows stays below 40 : 1. */
  inflationRatio: 150,
  /** The ratio says nothing about small entries. */
  ratioFrom: 16 * 2 ** 20,
  sharedStrings: 256 * 2 ** 20,
  zipEntries: 2000,
  record: 2 ** 20,
  columns: 4096,
  rows: 1_048_576,
};

export type Limits = typeof limits;
